-- Idea: a file with the same bytes as an earlier one says nothing new and is not taken in a second time.
-- In:   files(file, sha256).
-- Out:  files_taken(file, sha256, same_as): same_as is the earlier file with the same bytes, null where there
--       is none.
CREATE OR REPLACE TABLE files_taken AS
SELECT file, sha256,
       CASE WHEN file > min(file) OVER same_bytes THEN min(file) OVER same_bytes END AS same_as
FROM files
WINDOW same_bytes AS (PARTITION BY sha256);
