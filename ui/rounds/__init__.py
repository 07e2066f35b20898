"""Parts of the pages of evaluation: what a result stands on, cached reads of rounds, steps taken once, forms."""
