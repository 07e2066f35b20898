-- question: how does the file spell its departments?
-- grain: one row per spelling
-- units: none
-- source: {source}
select distinct {column} from {source} where {column} is not null
