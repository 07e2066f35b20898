-- question: which schemes and rounds exist, what did each round find, who contested, decided and was notified?
-- grain: as each table says; rows are only ever added, a later row supersedes an earlier one of the same subject
-- units: *_at naive Asia/Shanghai local time; points parts of the scheme's scale; amount_wan ten thousand yuan; size bytes
-- source: evaluation (schemes, rounds, appeals, budget, notices), in the transaction of the step itself

-- grain: version of a scheme; toml is the whole scheme, sha256 that of its content
create table if not exists schemes (
    scheme_code varchar, version integer, title varchar, edition varchar, toml varchar, sha256 varchar,
    based_on integer, saved_by varchar, saved_at timestamp, reason varchar
);

-- grain: round, as it was opened
create table if not exists rounds (
    round_id varchar, title varchar, period_start date, period_end date, as_of date, scheme_code varchar,
    scheme_version integer, opened_by varchar, opened_at timestamp, reason varchar
);

-- grain: step of a round: open, publish, seal or amend; override is the signed reason for sealing early
create table if not exists round_steps (
    round_id varchar, step varchar, edition integer, appeal_until date, override varchar, taken_by varchar,
    taken_at timestamp, reason varchar
);

-- grain: edition of a round's result; edition_sha256 covers this row and the hashes of all its documents
create table if not exists round_editions (
    round_id varchar, edition integer, kind varchar, snapshot_id bigint, scheme_code varchar, scheme_version integer,
    code_version varchar, code_sha256 varchar, edition_sha256 varchar, made_by varchar, made_at timestamp, reason varchar
);

-- grain: document of an edition (ranking, ledger, scheme, rules, inputs, …); sha256 over its records, one line each
create table if not exists round_documents (
    round_id varchar, edition integer, document varchar, records bigint, sha256 varchar
);

-- grain: record of a document, as canonical JSON
create table if not exists round_records (
    round_id varchar, edition integer, document varchar, number bigint, department varchar, content varchar
);

-- grain: appeal against one ledger row
create table if not exists appeals (
    appeal_id varchar, round_id varchar, edition integer, entry varchar, kind varchar, department varchar,
    code varchar, points double, sentence varchar, statement varchar, filed_by varchar, filed_at timestamp, rule_by date
);

-- grain: file handed in with an appeal
create table if not exists appeal_files (
    appeal_id varchar, file_name varchar, sha256 varchar, size bigint, content blob
);

-- grain: ruling on an appeal; share 0 to 1 of the contested fact is taken back
create table if not exists appeal_rulings (
    appeal_id varchar, ruling varchar, share double, reason varchar, score_before double, score_after double,
    rank_before integer, rank_after integer, ruled_by varchar, ruled_at timestamp
);

-- grain: decision on a project's proposal
create table if not exists budget_decisions (
    round_id varchar, edition integer, project_id varchar, department varchar, proposal varchar, rule_id varchar,
    decision varchar, amount_wan decimal(18, 2), reason varchar, decided_by varchar, decided_at timestamp
);

-- grain: reminder sent to a department about unanswered requests (article 15)
create table if not exists reminders (
    department varchar, request_id varchar, text varchar, reminded_by varchar, reminded_at timestamp
);

-- grain: notice of rectification (article 20); facts is canonical JSON
create table if not exists notices (
    notice_id varchar, round_id varchar, edition integer, department varchar, circumstance varchar, facts varchar,
    facts_sha256 varchar, working_days integer, drafted_by varchar, drafted_at timestamp
);

-- grain: step of a notice: issue, extend, reply, rectify or withdraw
create table if not exists notice_steps (
    notice_id varchar, step varchar, day date, deadline date, provisional boolean, note varchar, taken_by varchar,
    taken_at timestamp
);
