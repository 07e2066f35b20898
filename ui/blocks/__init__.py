"""The parts every page is made of: header, tiles, charts, tables with export and the way to the source
line.
"""

from ui.blocks.charts import chart
from ui.blocks.header import begin, links, opening
from ui.blocks.tables import Sheet, file_button, pick_row, sheets, table
from ui.blocks.tiles import Tile, count_tile, rate_tile, tiles

__all__ = [
    "Sheet",
    "Tile",
    "begin",
    "chart",
    "count_tile",
    "file_button",
    "links",
    "opening",
    "pick_row",
    "rate_tile",
    "sheets",
    "table",
    "tiles",
]
