"""Commands of `python -m evaluation` beside the plain run."""
