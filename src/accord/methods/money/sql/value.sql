-- Idea: an amount that cannot be read is unknown, not zero; an amount of 10^15 or more is a slip of the
--       keyboard. Both are left out by name.
-- In:   transactions, reported, setting largest_amount.
-- Out:  amounts(transaction, amount): amount is null where it is unknown or implausible.
CREATE OR REPLACE TABLE amounts AS
SELECT t.transaction,
       CASE WHEN abs(t.value) < least(CAST(setting('largest_amount', '1000000000000000') AS DECIMAL(38, 14)),
                                      1000000000000000) THEN t.value END AS amount
FROM transactions AS t JOIN reported AS r USING (activity);
