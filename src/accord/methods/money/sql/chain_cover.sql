-- Idea: a transaction that names the activity whose money it passes on is a second account of no more than
--       that activity states. The two are compared in each currency: what the named activity pays to the one
--       that names it, or, where it names no receiver in the set, what it pays without naming one. Year by
--       year, in the order of days, transactions are covered as long as what was stated until the end of the
--       year is not used up; the rest is not covered. What the giver states without a day counts from the
--       start, what is passed on without a day comes last. A refund is covered up to what was covered before.
-- In:   measured, amounts, currencies, days, other_side, standing, known, renamed, transactions, parents.
-- Out:  named_activities(transaction, provider, receiver): activities of the set that a transaction names.
--       own_flows: the transactions that count so far, with their activity, amount, currency, day and names.
--       chain_covered(transaction): those whose amount the activity that they name states as well.
CREATE OR REPLACE TABLE named_activities AS
SELECT t.transaction, p.activity AS provider, r.activity AS receiver
FROM transactions AS t
LEFT JOIN renamed AS np ON np.written = t.provider_activity
LEFT JOIN known AS p
    ON p.identifier = coalesce(np.identifier, trim(t.provider_activity)) AND p.activity <> t.activity
LEFT JOIN renamed AS nr ON nr.written = t.receiver_activity
LEFT JOIN known AS r
    ON r.identifier = coalesce(nr.identifier, trim(t.receiver_activity)) AND r.activity <> t.activity;

CREATE OR REPLACE TABLE own_flows AS
SELECT m.transaction, m.activity, m.family, m.side, a.amount, c.currency, n.provider, n.receiver,
       year(d.day) AS year, d.day
FROM measured AS m
JOIN standing AS s ON s.activity = m.activity
JOIN amounts AS a ON a.transaction = m.transaction AND a.amount IS NOT NULL
JOIN currencies AS c ON c.transaction = m.transaction
JOIN days AS d ON d.transaction = m.transaction
JOIN named_activities AS n ON n.transaction = m.transaction
ANTI JOIN other_side AS o ON o.transaction = m.transaction
LEFT JOIN parents AS p ON p.activity = m.activity AND p.is_dropped
    AND p.family = CASE WHEN m.side = 'incoming' THEN 'incoming ' || m.family ELSE m.family END
WHERE m.side IS NOT NULL AND p.activity IS NULL;

CREATE OR REPLACE TABLE chain_pools AS
WITH stating AS (
    SELECT DISTINCT activity AS giver, receiver, family FROM own_flows WHERE receiver IS NOT NULL
), passed_on AS (
    SELECT f.transaction, f.provider AS giver, s.receiver, f.family, f.currency, f.year, f.day, f.amount
    FROM own_flows AS f
    LEFT JOIN stating AS s ON s.giver = f.provider AND s.receiver = f.activity AND s.family = f.family
    WHERE f.provider IS NOT NULL
)
SELECT *, dense_rank() OVER (ORDER BY giver, receiver, family, currency) AS pool FROM passed_on;

CREATE OR REPLACE TABLE chain_years AS
WITH pools AS (
    SELECT DISTINCT pool, giver, receiver, family, currency FROM chain_pools WHERE currency IS NOT NULL
), moves AS (
    SELECT p.pool, coalesce(f.year, -1) AS year, f.amount
    FROM pools AS p
    JOIN own_flows AS f ON f.activity = p.giver AND f.family = p.family AND f.currency = p.currency
        AND f.receiver IS NOT DISTINCT FROM p.receiver
    UNION ALL
    SELECT pool, coalesce(year, 9999), 0 FROM chain_pools WHERE currency IS NOT NULL
)
SELECT pool, year, CAST(sum(amount) AS DECIMAL(38, 14)) AS stated,
       row_number() OVER (PARTITION BY pool ORDER BY year) AS turn
FROM moves GROUP BY pool, year;

CREATE OR REPLACE TABLE chain_steps AS
WITH running AS (
    SELECT p.pool, y.turn, p.transaction,
           row_number() OVER in_order AS position,
           CAST(sum(p.amount) OVER in_order AS DECIMAL(38, 14)) AS used
    FROM chain_pools AS p JOIN chain_years AS y ON y.pool = p.pool AND y.year = coalesce(p.year, 9999)
    WINDOW in_order AS (PARTITION BY p.pool, y.turn ORDER BY p.day, p.transaction
                        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT pool, turn, transaction, position, used,
       max(used) OVER so_far AS most, min(used) OVER so_far AS least
FROM running
WINDOW so_far AS (PARTITION BY pool, turn ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);

CREATE OR REPLACE TABLE chain_covered AS
WITH RECURSIVE balance AS (
    SELECT DISTINCT pool, CAST(0 AS BIGINT) AS turn, CAST(0 AS DECIMAL(38, 14)) AS stated,
           CAST(0 AS DECIMAL(38, 14)) AS covered
    FROM chain_years
    UNION ALL
    SELECT b.pool, y.turn, CAST(b.stated + y.stated AS DECIMAL(38, 14)),
           CAST(b.covered + coalesce(arg_max(s.used, s.position), 0) AS DECIMAL(38, 14))
    FROM balance AS b
    JOIN chain_years AS y ON y.pool = b.pool AND y.turn = b.turn + 1
    LEFT JOIN chain_steps AS s ON s.pool = y.pool AND s.turn = y.turn
        AND b.covered + s.most <= b.stated + y.stated AND b.covered + s.least >= 0
    GROUP BY b.pool, y.turn, b.stated, y.stated, b.covered
)
SELECT s.transaction
FROM balance AS b
JOIN chain_years AS y ON y.pool = b.pool AND y.turn = b.turn + 1
JOIN chain_steps AS s ON s.pool = y.pool AND s.turn = y.turn
    AND b.covered + s.most <= b.stated + y.stated AND b.covered + s.least >= 0;
