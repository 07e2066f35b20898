"""The parts every page is made of: header, tiles, charts, tables with export and the way to the source
line.
"""

from ui.blocks.charts import chart
from ui.blocks.header import begin, first_step, links, opening, waiting
from ui.blocks.tables import Sheet, file_button, pick_row, sheets, table
from ui.blocks.tiles import Tile, count_tile, rate_tile, tiles
from ui.blocks.views import views

__all__ = [
    "Sheet",
    "Tile",
    "begin",
    "chart",
    "count_tile",
    "file_button",
    "first_step",
    "links",
    "opening",
    "pick_row",
    "rate_tile",
    "sheets",
    "table",
    "tiles",
    "views",
    "waiting",
]
