-- Idea: an amount is in the currency written beside it, else in the default currency of its activity. Without
--       either the currency is unknown; none is assumed, and the amount is not converted.
-- In:   transactions, reported.
-- Out:  currencies(transaction, currency, currency_from): currency_from is value, default or none.
CREATE OR REPLACE TABLE currencies AS
SELECT t.transaction, coalesce(t.currency, r.default_currency) AS currency,
       CASE WHEN t.currency IS NOT NULL THEN 'value' WHEN r.default_currency IS NOT NULL THEN 'default'
            ELSE 'none' END AS currency_from
FROM transactions AS t JOIN reported AS r USING (activity);
