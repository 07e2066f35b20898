-- question: which tables can a result be made from?
-- grain:    table of the lake
-- units:    -
-- source:   duckdb_tables(); without the tables that rounds, budget and notices write themselves, and those of access
select table_name
from duckdb_tables()
where database_name = 'lake'
    and not starts_with(table_name, 'round')
    and not starts_with(table_name, 'appeal')
    and not starts_with(table_name, 'notice')
    and not starts_with(table_name, 'upload')
    and table_name not in ('audit_log', 'lake_meta', 'schemes', 'budget_decisions', 'reminders')
order by table_name
