-- Idea: the weights of a split become shares that make exactly one; the last place takes what rounding
--       leaves.
-- In:   allocated.
-- Out:  place_shares(activity, scope, target, share_units, is_last, rules): share_units in 10^-14.
CREATE OR REPLACE TABLE place_shares AS
WITH summed AS (
    SELECT *, sum(units(weight)) OVER (PARTITION BY activity, scope) AS total,
           row_number() OVER (PARTITION BY activity, scope ORDER BY target DESC) = 1 AS is_last
    FROM allocated
), cut AS (
    SELECT *, CAST(units(weight) * 100000000000000 // CAST(total AS HUGEINT) AS HUGEINT) AS floored
    FROM summed
)
SELECT activity, scope, target, is_last, rules,
       CASE WHEN is_last
            THEN CAST(100000000000000 AS HUGEINT)
                 - CAST(sum(CASE WHEN is_last THEN 0 ELSE floored END)
                        OVER (PARTITION BY activity, scope) AS HUGEINT)
            ELSE floored END AS share_units
FROM cut;
