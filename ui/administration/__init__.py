"""The parts of the administration page: who may come in, reference files, the register, maintenance."""

from ui.administration.people import people
from ui.administration.reference import reference
from ui.administration.register import register
from ui.administration.upkeep import upkeep

__all__ = ["people", "reference", "register", "upkeep"]
