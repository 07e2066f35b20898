"""Files into the lake: readers, contracts, checks, loading and undo."""
