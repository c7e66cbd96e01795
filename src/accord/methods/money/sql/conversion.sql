-- Idea: an amount is converted at the rate of its day, and the row carries the rate, its day and its table.
--       Without a currency or a rate it stays in its currency, counted as unconverted; it is never zero and
--       never at another rate. Without a target currency nothing is converted.
-- In:   currencies, days, decided, rates(currency, day, rate, rate_day, table_id, reason) with `rate` units
--       of the currency for one of the target, setting target_currency.
-- Out:  rated(transaction, status, rule, rate, rate_day, rate_table, reason): status is counted, excluded or
--       unconverted.
CREATE OR REPLACE TABLE rated AS
WITH asked AS (
    SELECT x.transaction, x.rule, x.is_excluded, c.currency, d.day, setting('target_currency', NULL) AS target
    FROM decided AS x
    JOIN currencies AS c ON c.transaction = x.transaction
    JOIN days AS d ON d.transaction = x.transaction
), answered AS (
    SELECT a.*, r.rate_day, r.reason,
           CASE WHEN a.currency = a.target THEN CAST(1 AS DECIMAL(38, 14))
                WHEN is_rate(r.rate) THEN r.rate END AS rate,
           CASE WHEN a.currency = a.target THEN 'none needed'
                WHEN is_rate(r.rate) THEN r.table_id END AS rate_table
    FROM asked AS a
    LEFT JOIN rates AS r ON r.currency = a.currency AND r.day = a.day AND a.currency <> a.target
)
SELECT transaction,
       CASE WHEN is_excluded THEN 'excluded' WHEN currency IS NULL THEN 'unconverted'
            WHEN target IS NULL OR rate IS NOT NULL THEN 'counted' ELSE 'unconverted' END AS status,
       CASE WHEN is_excluded THEN rule WHEN currency IS NULL THEN 'currency'
            WHEN target IS NULL THEN rule ELSE 'conversion' END AS rule,
       rate, CASE WHEN rate IS NOT NULL THEN coalesce(rate_day, day) END AS rate_day, rate_table,
       CASE WHEN currency IS NULL THEN 'no currency is stated'
            WHEN target IS NULL OR rate IS NOT NULL THEN NULL
            WHEN day IS NULL THEN 'no day is stated'
            ELSE coalesce(reason, 'no table of rates has ' || currency || ' for this day') END AS reason
FROM answered;
