from itertools import product

from rapidfuzz import fuzz

from etl.sample.purposes import GRANTED, MISUSED, near


def test_misuse_resembles_no_granted_purpose():
    """60 is where the classes of use begin to speak of resemblance."""
    assert max(fuzz.ratio(granted, misused) for granted, misused in product(GRANTED, MISUSED)) < 40


def test_a_near_purpose_is_a_true_part_of_the_granted_one():
    assert all(near(purpose) in purpose and near(purpose) != purpose for purpose in GRANTED)
