-- Idea: an incoming transaction that names the activity which gave the money shows both accounts of the same
--       flow; where that activity is in the set with outgoing transactions of the same kind, the pair can be
--       listed.
-- In:   measured, standing, known, renamed, transactions.
-- Out:  mirrors(transaction, giver): incoming transaction, activity that gave.
CREATE OR REPLACE TABLE mirrors AS
WITH giving AS (
    SELECT DISTINCT activity, family FROM measured WHERE side = 'outgoing'
)
SELECT m.transaction, k.activity AS giver
FROM measured AS m
JOIN standing AS s ON s.activity = m.activity
JOIN transactions AS t ON t.transaction = m.transaction
LEFT JOIN renamed AS n ON n.written = t.provider_activity
JOIN known AS k
    ON k.identifier = coalesce(n.identifier, trim(t.provider_activity)) AND k.activity <> m.activity
JOIN giving AS g ON g.activity = k.activity AND g.family = m.family
WHERE m.side = 'incoming';
