"""A made-up city of Wuhai's shape: feed files as messy as real exports, and the truth about them."""

from etl.sample.city import SampleError
from etl.sample.folder import CityFiles, FeedFile
from etl.sample.write import write_city

__all__ = ["CityFiles", "FeedFile", "SampleError", "write_city"]
