-- Idea: one line per file, publisher and check: how many of how many lack something, and one to look at.
-- In:   examined, reported.
-- Out:  quality(file, publisher, check_id, affected, examined, example): example is the identifier of an
--       activity as its publisher wrote it, null where nothing is affected.
CREATE OR REPLACE TABLE quality AS
SELECT r.file, r.publisher, e.check_id,
       count(*) FILTER (e.is_affected) AS affected, count(*) AS examined,
       arg_min(r.own_identifier, r.byte) FILTER (e.is_affected) AS example
FROM examined AS e JOIN reported AS r ON r.activity = e.activity
GROUP BY r.file, r.publisher, e.check_id
ORDER BY r.file, r.publisher, e.check_id;
