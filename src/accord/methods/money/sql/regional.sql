-- Idea: money for a region that holds partners is regional and is not spread over them. A code of a country
--       that is no partner is elsewhere. What cannot be placed (a publisher's own regions, a name without a
--       code, a number where a code of a country should stand) is unknown. Of several vocabularies of regions
--       one is used: that of the DAC, then that of the United Nations, then the publisher's own. The code
--       that stands for developing countries in general is unknown, since it may mean a partner.
-- In:   recipient_countries, recipient_regions, reported, partners(partner, iati_country), regions(code,
--       name, target) for the regions that hold partners (target regional or nothing) and those that stand
--       for no place (unknown), and the variants of kosovo, north_macedonia, old_states, partner_names.
-- Out:  places(activity, scope, item, kind, region, percentage, target, rule): `scope` is the transaction, or
--       -1 where the place is the activity's; region is the code of a region that holds partners; target is a
--       partner, regional, elsewhere or unknown.
CREATE OR REPLACE TABLE place_names AS
WITH variants AS (
    SELECT 1 AS priority, code, name_begins, iati_country, NULL AS target, 'kosovo' AS rule
    FROM kosovo_variants
    UNION ALL
    SELECT CASE WHEN name_begins IS NULL THEN 4 ELSE 2 END, code, name_begins, NULL, target, 'old-states'
    FROM old_state_variants
    UNION ALL SELECT 3, code, name_begins, iati_country, NULL, 'north-macedonia' FROM north_macedonia_variants
    UNION ALL SELECT 5, code, name_begins, iati_country, NULL, 'partner-names' FROM partner_variants
    UNION ALL SELECT 6, iati_country, NULL, iati_country, NULL, NULL FROM partners
), written AS (
    SELECT DISTINCT code, name FROM recipient_countries
)
SELECT w.code, w.name,
       CASE WHEN any_value(r.code) IS NOT NULL THEN coalesce(any_value(r.target), 'regional')
            WHEN count(v.priority) = 0 AND regexp_full_match(w.code, '\D+') THEN 'elsewhere'
            ELSE coalesce(arg_min(coalesce(v.target, p.partner, 'elsewhere'), v.priority), 'unknown')
       END AS target,
       CASE WHEN any_value(r.target) = 'unknown' THEN 'region-unspecified'
            WHEN any_value(r.code) IS NOT NULL THEN 'regional'
            ELSE arg_min(v.rule, v.priority) END AS rule,
       any_value(r.code) AS region
FROM written AS w
LEFT JOIN variants AS v ON v.code = coalesce(trim(w.code), '')
    AND (v.name_begins IS NULL OR starts_with(lower(trim(w.name)), v.name_begins))
LEFT JOIN partners AS p ON p.iati_country = v.iati_country
LEFT JOIN regions AS r ON r.code = w.code
GROUP BY w.code, w.name;

CREATE OR REPLACE TABLE places AS
WITH ranked AS (
    SELECT *, CASE coalesce(vocabulary, '1') WHEN '1' THEN 1 WHEN '2' THEN 2 WHEN '99' THEN 3 ELSE 4
              END AS vocabulary_rank
    FROM recipient_regions
), one_vocabulary AS (
    SELECT * FROM ranked
    QUALIFY vocabulary_rank = min(vocabulary_rank) OVER (PARTITION BY activity, transaction)
), gathered AS (
    SELECT c.activity, c.transaction, c.byte, 'country' AS kind, n.region, c.percentage, n.target, n.rule
    FROM recipient_countries AS c
    JOIN place_names AS n ON n.code IS NOT DISTINCT FROM c.code AND n.name IS NOT DISTINCT FROM c.name
    UNION ALL
    SELECT o.activity, o.transaction, o.byte, 'region', CASE WHEN vocabulary_rank = 1 THEN r.code END,
           o.percentage,
           CASE WHEN vocabulary_rank > 1 OR o.code IS NULL THEN 'unknown'
                WHEN r.code IS NOT NULL THEN coalesce(r.target, 'regional') ELSE 'elsewhere' END,
           CASE WHEN vocabulary_rank > 1 OR r.code IS NULL THEN NULL
                WHEN r.target = 'unknown' THEN 'region-unspecified' ELSE 'regional' END
    FROM one_vocabulary AS o LEFT JOIN regions AS r ON r.code = o.code
)
SELECT g.activity, coalesce(g.transaction, -1) AS scope, g.byte AS item, g.kind, g.region, g.target, g.rule,
       usable(g.percentage) AS percentage
FROM gathered AS g JOIN reported AS r ON r.activity = g.activity;
