-- question: what is in a file handed in with an appeal?
-- grain:    file
-- units:    bytes
-- source:   appeal_files
select file_name, sha256, size, content
from appeal_files
where appeal_id = $appeal_id and file_name = $file_name
