-- Idea: countries and regions together make 100: a region is an addition. Some publishers give both in full,
--       as two descriptions of the same money. Where the countries alone make 100 the regions are set aside;
--       where only the regions do, the countries keep their part and the regions share the rest.
-- In:   places, setting percentage_tolerance (percentage points).
-- Out:  weighed: places with `weight`, the percentage to be used, null where none is known; and
--       `is_duplicate`.
-- Source: schema of IATI 2.03, element recipient-region: additional to, not a description of, the countries.
CREATE OR REPLACE TABLE weighed AS
WITH summed AS (
    SELECT activity, scope,
           count(*) FILTER (kind = 'country') AS countries,
           count(*) FILTER (kind = 'region') AS regions,
           count(*) FILTER (kind = 'country' AND percentage IS NULL) AS silent_countries,
           count(*) FILTER (kind = 'region' AND percentage IS NULL) AS silent_regions,
           coalesce(sum(percentage) FILTER (kind = 'country'), 0) AS country_sum,
           coalesce(sum(percentage) FILTER (kind = 'region'), 0) AS region_sum,
           100 - CAST(setting('percentage_tolerance', '0.1') AS DECIMAL(38, 14)) AS enough
    FROM places GROUP BY activity, scope
), judged AS (
    SELECT *, country_sum >= enough
              OR (countries = 1 AND silent_countries = 1 AND (region_sum = 0 OR region_sum >= enough))
                  AS is_in_countries,
           region_sum >= enough AS is_in_regions
    FROM summed
)
SELECT p.*,
       CASE
           WHEN j.countries = 0 OR j.regions = 0 THEN p.percentage
           WHEN j.is_in_countries AND p.kind = 'region' THEN 0
           WHEN j.is_in_countries AND j.silent_countries = 1 AND j.countries = 1 THEN 100
           WHEN j.is_in_regions AND NOT j.is_in_countries AND p.kind = 'region'
               THEN from_units(units(p.percentage) * units(100 - j.country_sum) // units(j.region_sum))
           ELSE p.percentage
       END AS weight,
       j.countries > 0 AND j.regions > 0 AND (
           (j.is_in_countries AND (j.region_sum > 0 OR j.silent_regions > 0))
           OR (j.is_in_regions AND NOT j.is_in_countries AND j.country_sum > 0)) AS is_duplicate
FROM places AS p JOIN judged AS j USING (activity, scope);
