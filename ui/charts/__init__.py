"""Charts: pure functions from a frame with documented columns to a drawing and the sentence that says the
same.
"""
