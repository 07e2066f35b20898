-- question: how many rows, files and bytes does each table of the lake hold?
-- grain:    table
-- units:    files = number of data files; megabytes = 1 000 000 bytes on disk
-- source:   the lake's own catalog
select table_name as name, file_count as files, round(file_size_bytes / 1e6, 1) as megabytes
from ducklake_table_info('lake')
order by file_size_bytes desc nulls last, table_name
