-- question: which versions of schemes were saved?
-- grain:    version of a scheme, newest first
-- units:    -
-- source:   schemes
select scheme_code, version, title, edition, sha256, based_on, saved_by, saved_at, reason, toml
from schemes
order by saved_at desc, scheme_code, version desc
