"""The parts of the upload page: choosing files, watching them load, the history with refused lines and
undo.
"""

from ui.upload.choosing import choose_files
from ui.upload.history import history
from ui.upload.watching import progress

__all__ = ["choose_files", "history", "progress"]
