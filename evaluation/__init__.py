"""Scheme, scoring kernels, ranking and results of an evaluation."""
