"""Scoring formulas as pure arithmetic on numpy arrays: one formula per module, no names, no files, no
database.
"""

from evaluation.kernels.aggregation import arithmetic_mean, geometric_mean
from evaluation.kernels.goalposts import goalpost_score
from evaluation.kernels.grade import grade_index
from evaluation.kernels.ranking import competition_ranks
from evaluation.kernels.rounding import exact, round_half_up
from evaluation.kernels.steps import step_score
from evaluation.kernels.weights import share_weights

__all__ = [
    "arithmetic_mean",
    "competition_ranks",
    "exact",
    "geometric_mean",
    "goalpost_score",
    "grade_index",
    "round_half_up",
    "share_weights",
    "step_score",
]
