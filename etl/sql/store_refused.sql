-- question: which lines were refused, with what they said and why?
-- grain: one row per refused row
-- units: line of the sender's file
-- source: frame refused_frame (one JSON object per row)
insert into refused_rows by name
select
    $batch_id::bigint as batch_id,
    unnest(from_json(
        "row",
        '{"line": "bigint", "row_key": "varchar", "original": ["varchar"],
          "problems": [{"column": "varchar", "value": "varchar", "reason": "varchar"}]}'
    ))
from refused_frame
