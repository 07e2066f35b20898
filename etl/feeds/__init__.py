"""The contract of the eleven feeds: one pydantic model per feed, from which columns and reference derive."""

from etl.feeds import catalogue, changes, oversight, sharing, usage
from etl.feeds.columns import Column
from etl.feeds.contract import Checked, Feed, FeedRow, Problem, check_row

FEEDS: dict[str, Feed] = {
    feed.name: feed
    for feed in (
        catalogue.CATALOGUE,
        catalogue.ITEMS,
        sharing.REQUESTS,
        usage.USAGE,
        changes.REFRESHES,
        changes.CHANGE_EVENTS,
        sharing.CORRECTIONS,
        oversight.PROJECTS,
        oversight.INCIDENTS,
        oversight.OUTAGES,
        oversight.DEPARTMENTS,
    )
}

__all__ = ["FEEDS", "Checked", "Column", "Feed", "FeedRow", "Problem", "check_row"]
