-- Idea: regional money is shown as regional. Whoever wants it spread names a key; every piece that the key
--       made says so. Without a named key nothing is spread. What the shares of a key leave over stays
--       regional.
-- In:   parts, allocation_keys(name, region, partner, share) with shares of a region from 0 to 1, setting
--       allocation_key (off if missing).
-- Out:  allocated(activity, scope, target, weight, rules).
CREATE OR REPLACE MACRO part_of(weight, share) AS
    from_units(units(weight) * units(CAST(share AS DECIMAL(38, 14))) // 100000000000000);

CREATE OR REPLACE TABLE allocated AS
WITH chosen AS (
    SELECT region, partner, share FROM allocation_keys
    WHERE name = setting('allocation_key', NULL) AND share > 0
), spread AS (
    SELECT p.activity, p.scope, coalesce(c.partner, p.target) AS target,
           CASE WHEN c.partner IS NULL THEN p.weight
                ELSE part_of(p.weight, c.share) END AS weight,
           CASE WHEN c.partner IS NULL THEN p.rules ELSE p.rules || ['allocation-key'] END AS rules
    FROM parts AS p LEFT JOIN chosen AS c ON p.target = 'regional' AND c.region = p.region
    UNION ALL
    SELECT p.activity, p.scope, 'regional',
           p.weight - sum(part_of(p.weight, c.share)), p.rules
    FROM parts AS p JOIN chosen AS c ON p.target = 'regional' AND c.region = p.region
    GROUP BY p.activity, p.scope, p.region, p.weight, p.rules
)
SELECT activity, scope, target, sum(weight) AS weight, list_sort(list_distinct(flatten(list(rules)))) AS rules
FROM spread WHERE weight > 0
GROUP BY activity, scope, target;
