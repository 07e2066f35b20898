"""Parts of the page on duplicate collection: the list, one finding side by side, rulings one by one or in bulk."""

from ui.duplicates.detail import detail
from ui.duplicates.listing import choose
from ui.duplicates.records import findings, observed
from ui.duplicates.ruling import compare, ruling

__all__ = ["choose", "compare", "detail", "findings", "observed", "ruling"]
