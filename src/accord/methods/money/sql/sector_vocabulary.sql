-- Idea: vocabularies of sectors stand side by side and each describes all the money, so that only one may be
--       added: the purpose codes of the DAC, then its groups, then the publisher's own. Within it the rules
--       for percentages hold: a single sector has all, another sum than 100 is rescaled, what no percentage
--       covers has no sector.
-- In:   sectors, measured.
-- Out:  sector_shares(transaction, level, vocabulary, sector, share, is_rescaled): for grouping by sector
--       multiply an amount by share; sector is null where none is known; the shares of a transaction make
--       exactly one.
-- Source: code list SectorVocabulary of IATI 2.03; a missing vocabulary is 1.
CREATE OR REPLACE TABLE sector_shares AS
WITH ranked AS (
    SELECT activity, coalesce(transaction, -1) AS scope, code, coalesce(vocabulary, '1') AS vocabulary,
           usable(percentage) AS percentage,
           CASE coalesce(vocabulary, '1') WHEN '1' THEN 1 WHEN '2' THEN 2 WHEN '99' THEN 3 WHEN '98' THEN 4
                ELSE 5 END AS rank
    FROM sectors
), one AS (
    SELECT * FROM ranked
    QUALIFY dense_rank() OVER (PARTITION BY activity, scope ORDER BY rank, vocabulary) = 1
), summed AS (
    SELECT activity, scope, any_value(vocabulary) AS vocabulary, count(*) AS items,
           count(*) - count(percentage) AS silent, coalesce(sum(percentage), 0) AS total
    FROM one GROUP BY activity, scope
), listed AS (
    SELECT o.activity, o.scope, o.code, CASE WHEN s.items = 1 THEN 100 ELSE o.percentage END AS weight
    FROM one AS o JOIN summed AS s USING (activity, scope)
    UNION ALL
    SELECT activity, scope, NULL, CASE WHEN total = 0 THEN 100 ELSE 100 - total END
    FROM summed WHERE items > 1 AND (total = 0 OR (silent > 0 AND total < 100))
), merged AS (
    SELECT activity, scope, code, sum(weight) AS weight
    FROM listed WHERE weight > 0 GROUP BY activity, scope, code
), numbered AS (
    SELECT *, sum(units(weight)) OVER (PARTITION BY activity, scope) AS whole,
           row_number() OVER (PARTITION BY activity, scope ORDER BY code DESC NULLS FIRST) = 1 AS is_last
    FROM merged
), cut AS (
    SELECT *, CAST(units(weight) * 100000000000000 // CAST(whole AS HUGEINT) AS HUGEINT) AS floored
    FROM numbered
), shared AS (
    SELECT c.activity, c.scope, s.vocabulary, c.code,
           from_units(CASE WHEN is_last
               THEN CAST(100000000000000 AS HUGEINT)
                    - CAST(sum(CASE WHEN is_last THEN 0 ELSE floored END)
                           OVER (PARTITION BY c.activity, c.scope) AS HUGEINT)
               ELSE floored END) AS share,
           s.items > 1 AND s.total > 0 AND s.total <> 100 AND (s.silent = 0 OR s.total > 100) AS is_rescaled
    FROM cut AS c JOIN summed AS s USING (activity, scope)
), described AS (SELECT DISTINCT activity, scope FROM summed)
SELECT m.transaction,
       CASE WHEN own.scope IS NOT NULL THEN 'transaction' WHEN s.scope IS NOT NULL THEN 'activity'
            ELSE 'none' END AS level,
       s.vocabulary, s.code AS sector, coalesce(s.share, 1) AS share,
       coalesce(s.is_rescaled, false) AS is_rescaled
FROM measured AS m
LEFT JOIN described AS own ON own.activity = m.activity AND own.scope = m.transaction
LEFT JOIN shared AS s ON s.activity = m.activity AND s.scope = coalesce(own.scope, -1);
