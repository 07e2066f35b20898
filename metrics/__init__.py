"""One typed function per question, each beside its SQL file; pages and evaluation read both."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics import catalogue, coverage, duplicates, freshness, response, safety, use
from metrics.record import Metric, metric
from metrics.window import Window
from warehouse.errors import MetricError

__all__ = ["METRICS", "Metric", "Window", "run"]

FUNCTIONS = (
    response.on_time_rate,
    response.response_times,
    response.reply_time_quantiles,
    response.overdue_requests,
    response.unanswered_requests,
    response.unanswered_summary,
    response.reply_days,
    response.refusal_reasons_rate,
    response.refusals_without_reason,
    catalogue.catalogue_completeness,
    catalogue.catalogue_completeness_by_resource,
    catalogue.conformity_findings,
    catalogue.conformity_kinds,
    catalogue.conformity_rate,
    catalogue.catalogue_updates_in_time,
    catalogue.catalogue_update_events,
    catalogue.late_catalogue_updates,
    catalogue.connected_rate,
    catalogue.unconnected_resources,
    catalogue.declared_frequency_rate,
    catalogue.undeclared_frequencies,
    freshness.freshness_now,
    freshness.freshness_summary,
    freshness.freshness_period,
    freshness.freshness_by_resource,
    freshness.stale_resources_now,
    freshness.stale_resources,
    freshness.touch_only_refreshes,
    use.usage_volumes,
    use.usage_flows,
    use.authorised_use,
    use.authorised_use_classes,
    use.unauthorised_usage,
    use.use_reconciliation,
    use.call_success_rate,
    use.failures_and_latency,
    safety.corrections_in_time,
    safety.corrections_list,
    safety.late_corrections,
    safety.incidents_confirmed,
    safety.safeguards_in_place,
    safety.safeguards_missing,
    duplicates.duplicate_findings_confirmed,
    duplicates.duplicate_findings,
    coverage.log_coverage,
    coverage.coverage_summary,
)

METRICS: dict[str, Metric] = {record.name: record for record in map(metric, FUNCTIONS)}


def run(
    name: str,
    cur: duckdb.DuckDBPyConnection,
    window: Window,
    department: str | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Run the metric of that name; its columns are those of METRICS[name].columns.

    `department` restricts the rows to one department, `limit` the number of rows of evidence and lists.
    Raises MetricError for an unknown name.
    """
    if name not in METRICS:
        raise MetricError(f"没有名为“{name}”的指标", remedy="用 python -m metrics list 查看全部指标")
    return METRICS[name].function(cur, window, department, limit)
