-- Idea: the value date fixes the rate of exchange. Where it is missing, before the earliest plausible day, or
--       more than a year after the activity was last updated, the date of the transaction takes its place and
--       the row is marked. Where that is missing too, the value date stays, marked.
-- In:   transactions, reported, settings earliest_value_date, latest_day (used where no activity of the file
--       is dated).
-- Out:  days(transaction, day, is_value_date): day is null where no date could be read.
CREATE OR REPLACE TABLE days AS
WITH latest AS (
    SELECT activity, coalesce(updated_on, max(updated_on) OVER (PARTITION BY file),
                              TRY_CAST(setting('latest_day', NULL) AS DATE)) + INTERVAL 1 YEAR AS latest_day
    FROM reported
), judged AS (
    SELECT t.transaction, t.date, t.value_date,
           t.value_date >= CAST(setting('earliest_value_date', '1990-01-01') AS DATE)
           AND (l.latest_day IS NULL OR t.value_date <= l.latest_day) AS is_plausible
    FROM transactions AS t JOIN latest AS l USING (activity)
)
SELECT transaction, CASE WHEN is_plausible THEN value_date ELSE coalesce(date, value_date) END AS day,
       coalesce(is_plausible, false) AS is_value_date
FROM judged;
