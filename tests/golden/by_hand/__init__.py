"""The evaluation of a city worked out again from the files it was sent, with pandas and plain arithmetic only.

Nothing of the product is used here: neither its loader nor its SQL nor its kernels. What is read is what a department
can read itself: its files, the regulation's deadlines, and the goalposts as the indicator reference states them.
"""
