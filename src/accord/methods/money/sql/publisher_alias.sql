-- Idea: a publisher that changed its identifier stays one publisher, and its activities keep their identity:
--       the old prefix of an identifier is read as the new one.
-- In:   activities, files_taken, aliases(publisher, same_as), and every table with references to activities.
-- Out:  reported: one row per activity of the files taken, with publisher, identifier, level and day of
--       update.
--       renamed(written, identifier): references whose prefix is an old one.
CREATE OR REPLACE TABLE renamed AS
WITH written AS (
    SELECT iati_identifier AS text FROM activities
    UNION SELECT ref FROM related_activities
    UNION SELECT provider_activity FROM transactions
    UNION SELECT receiver_activity FROM transactions
    UNION SELECT activity_identifier FROM participating_orgs
)
SELECT w.text AS written,
       arg_max(a.same_as || substr(trim(w.text), length(a.publisher) + 1), length(a.publisher)) AS identifier
FROM written AS w JOIN aliases AS a ON starts_with(trim(w.text), a.publisher || '-')
GROUP BY w.text;

CREATE OR REPLACE TABLE reported AS
WITH dated AS (
    SELECT *, TRY_CAST(replace(left(updated, 19), 'T', ' ') AS TIMESTAMP) AS local_time,
           regexp_extract(updated, '([+-])(\d\d):?(\d\d)$', ['sign', 'hours', 'minutes']) AS zone
    FROM activities
), own AS (
    SELECT a.*, coalesce(trim(a.reporting_org), a.reporting_org_name, 'unknown') AS own_publisher,
           coalesce(n.identifier, trim(a.iati_identifier)) AS identifier,
           local_time - to_minutes(CASE WHEN zone.sign = '-' THEN -1 ELSE 1 END * coalesce(
               60 * TRY_CAST(zone.hours AS INTEGER) + TRY_CAST(zone.minutes AS INTEGER), 0)) AS updated_at
    FROM dated AS a
    JOIN files_taken AS f ON f.file = a.file AND f.same_as IS NULL
    LEFT JOIN renamed AS n ON n.written = a.iati_identifier
)
SELECT o.activity, o.file, o.byte, o.identifier, o.iati_identifier AS own_identifier,
       coalesce(p.same_as, o.own_publisher) AS publisher, o.own_publisher,
       o.reporting_org_name AS publisher_name,
       coalesce(o.hierarchy, 1) AS level, o.updated_at, CAST(o.updated_at AS DATE) AS updated_on,
       o.default_currency, o.finance_type, coalesce(o.is_secondary_reporter, false) AS is_secondary,
       p.same_as IS NOT NULL OR o.identifier IS DISTINCT FROM trim(o.iati_identifier) AS is_renamed
FROM own AS o LEFT JOIN aliases AS p ON p.publisher = o.own_publisher;
