-- Idea: a rate is asked for each currency and day that occurs, once.
-- In:   currencies, days, settings target_currency.
-- Out:  rates_needed(currency, day): without the target currency itself, of which one is one. Whoever runs
--       the rules puts the answers into rates(currency, day, rate, rate_day, table_id, reason) before the
--       next rule.
CREATE OR REPLACE TABLE rates_needed AS
SELECT DISTINCT c.currency, d.day
FROM currencies AS c JOIN days AS d USING (transaction)
WHERE c.currency IS NOT NULL AND d.day IS NOT NULL AND c.currency <> setting('target_currency', c.currency)
ORDER BY ALL;
