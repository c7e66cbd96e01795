-- Idea: the percentages of a split make 100. A single place without one has all; where they make another sum
--       they are rescaled and the row is marked. Several places without percentages share nothing: what no
--       percentage covers is unknown, not 100 for each.
-- In:   weighed, setting percentage_tolerance (percentage points).
-- Out:  parts(activity, scope, target, region, weight, rules): weights of places, those without a percentage
--       as unknown. The rules that touched a part: percentages, unallocated, region-duplicate, and those of
--       places.
CREATE OR REPLACE TABLE parts AS
WITH summed AS (
    SELECT activity, scope, count(*) AS items, count(*) - count(weight) AS silent,
           coalesce(sum(weight), 0) AS total, bool_or(is_duplicate) AS is_duplicate
    FROM weighed GROUP BY activity, scope
), listed AS (
    SELECT w.activity, w.scope, w.target, w.region, w.rule,
           CASE WHEN s.items = 1 THEN 100 ELSE w.weight END AS weight
    FROM weighed AS w JOIN summed AS s USING (activity, scope)
    UNION ALL
    SELECT activity, scope, 'unknown', NULL, 'unallocated', CASE WHEN total = 0 THEN 100 ELSE 100 - total END
    FROM summed WHERE items > 1 AND (total = 0 OR (silent > 0 AND total < 100))
)
SELECT l.activity, l.scope, l.target, l.region, sum(l.weight) AS weight,
       list_sort(list_filter(list_distinct(list(l.rule) || [
           CASE WHEN bool_or(s.is_duplicate) THEN 'region-duplicate' END,
           CASE WHEN bool_or((s.total > 0 OR s.items = 1) AND (s.silent = 0 OR s.total > 100)
                             AND abs(s.total - 100)
                                 > CAST(setting('percentage_tolerance', '0.1') AS DECIMAL(38, 14)))
                THEN 'percentages' END]), lambda rule: rule IS NOT NULL)) AS rules
FROM listed AS l JOIN summed AS s USING (activity, scope)
WHERE l.weight > 0
GROUP BY l.activity, l.scope, l.target, l.region;
