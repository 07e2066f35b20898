-- question: what does each touched key say in its newest version?
-- grain: one row per key that is not removed
-- units: as in the feed's current table
-- source: {feed}_history
insert into {feed} by name
select * exclude (row_hash, removed)
from (
    select *
    from {feed}_history
    where row_key in (from touched)
    qualify row_number() over (partition by row_key order by exported_on desc, batch_id desc) = 1
)
where not removed
