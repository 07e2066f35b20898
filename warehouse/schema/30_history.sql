-- question: what did each key of a feed say in every export, in the order of the exports?
-- grain: one row per key and delivered change; removed = absent from a later full export (values are null)
-- units: as in the current tables; row_hash is the md5 of the values
-- source: the sender's files

create table if not exists departments_history as
select *, null::varchar as row_hash, null::boolean as removed from departments limit 0;

create table if not exists catalogue_history as
select *, null::varchar as row_hash, null::boolean as removed from catalogue limit 0;

create table if not exists items_history as
select *, null::varchar as row_hash, null::boolean as removed from items limit 0;

create table if not exists requests_history as
select *, null::varchar as row_hash, null::boolean as removed from requests limit 0;

create table if not exists change_events_history as
select *, null::varchar as row_hash, null::boolean as removed from change_events limit 0;

create table if not exists corrections_history as
select *, null::varchar as row_hash, null::boolean as removed from corrections limit 0;

create table if not exists projects_history as
select *, null::varchar as row_hash, null::boolean as removed from projects limit 0;

create table if not exists incidents_history as
select *, null::varchar as row_hash, null::boolean as removed from incidents limit 0;

create table if not exists outages_history as
select *, null::varchar as row_hash, null::boolean as removed from outages limit 0;

