-- question: which findings of duplicate collection are there, who ruled on them how, and which names mean the same?
-- grain: duplicate_runs one row per stored comparison; duplicate_findings one per finding of the newest one;
--        duplicate_rulings, duplicate_aliases and data_elements only grow, a later row supersedes an earlier one
-- units: score and coverage 0–1; evidence_bits bits; burden items × forms; times naive Asia/Shanghai local time
-- source: package duplicates; articles 5-3, 13, 20-2

create table if not exists duplicate_runs (
    run_id bigint, found_at timestamp, found_by varchar, as_of date, snapshot bigint, inputs_sha256 varchar,
    resources bigint, items bigint, compared bigint, undecidable bigint, values_left_out bigint, findings bigint
);

create table if not exists duplicate_findings (
    finding_id varchar, kind varchar, finding_class varchar, class_reason varchar, band varchar, score double,
    coverage double, evidence_bits double, evidence varchar,
    department varchar, resource_id varchar, resource_name varchar, editions varchar[],
    provider varchar, source_id varchar, source_name varchar,
    asked bigint, held bigint,
    pairs struct(item varchar, source_item varchar, reason varchar, element varchar, likeness double,
        confirmed_by varchar, confirmed_at timestamp)[],
    unmatched varchar[], source_unmatched varchar[], identifying varchar[],
    collected_from varchar, published_on date, source_published_on date, first varchar, visible_then boolean,
    requests bigint, calls bigint, forms bigint, burden bigint, article varchar, other_sources varchar[],
    items_sha256 varchar, source_items_sha256 varchar, found_on date, catalogue_resources bigint
);

create table if not exists duplicate_rulings (
    ruling_id bigint, finding_id varchar, kind varchar, items_sha256 varchar, source_items_sha256 varchar,
    verdict varchar, legal_basis varchar, reason varchar, ruled_by varchar, ruled_at timestamp,
    department varchar, resource_id varchar, resource_name varchar, provider varchar, source_id varchar,
    source_name varchar, item_names varchar[], source_item_names varchar[], finding_class varchar, band varchar,
    score double, catalogue_resources bigint
);

create table if not exists duplicate_aliases (
    alias varchar, canonical varchar, confirmed_by varchar, confirmed_at timestamp, finding_id varchar,
    withdrawn boolean
);

create table if not exists data_elements (
    element varchar, role varchar, about varchar, authority varchar, aliases varchar[], added_by varchar,
    added_at timestamp
);
