-- question: does a cell say anything? Placeholders that clerks type into cells they do not know count as blank.
-- grain: scalar
-- units: boolean, never null
-- source: article 6; placeholders seen in real ledgers

create or replace macro memory.macros.filled(cell) as
    coalesce(trim(cell), '') not in (
        '', '/', '\', '-', '--', '—', '——', '?', '？', '??', '？？', '.', '。', '*', 'n/a', 'N/A', 'NA', 'null', 'NULL',
        'none', 'None', '空', '无', '未知', '不详', '不明', '待定', '待补充', '待填', '未填写'
    );
