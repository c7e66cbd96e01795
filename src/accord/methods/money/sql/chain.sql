-- Idea: money that a giver in the set pays to an activity in the set, which pays it on, would count twice. It
--       counts where it enters the set, and only an explicit identifier makes a chain: a transaction that
--       names the giving activity, or an activity all of whose incoming transactions name giving activities
--       in the set (if it reports none: whose givers name it as receiver) for at least half of what it pays
--       on. Weaker links are marked, not left out; so are those that share no currency, whose cover cannot be
--       told.
-- In:   measured, amounts, currencies, other_side, standing, known, renamed, transactions, parents, setting
--       least_covered_percent.
-- Out:  links(giver, receiver, family, transaction): transaction is null where the link is of the whole
--       activity.
--       chained(transaction): transactions left out.   chain_marked(transaction): counted, possibly twice.
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
SELECT m.transaction, m.activity, m.family, m.side, a.amount, c.currency, n.provider, n.receiver
FROM measured AS m
JOIN standing AS s ON s.activity = m.activity
JOIN amounts AS a ON a.transaction = m.transaction AND a.amount IS NOT NULL
JOIN currencies AS c ON c.transaction = m.transaction
JOIN named_activities AS n ON n.transaction = m.transaction
ANTI JOIN other_side AS o ON o.transaction = m.transaction
LEFT JOIN parents AS p ON p.activity = m.activity AND p.is_dropped
    AND p.family = CASE WHEN m.side = 'incoming' THEN 'incoming ' || m.family ELSE m.family END
WHERE m.side IS NOT NULL AND p.activity IS NULL;

CREATE OR REPLACE TABLE possible_links AS
WITH givers AS (SELECT DISTINCT activity, family FROM own_flows),
incoming AS (
    SELECT m.activity, m.family, n.provider, c.currency, a.amount
    FROM measured AS m
    JOIN standing AS s ON s.activity = m.activity
    JOIN other_side AS o ON o.transaction = m.transaction
    JOIN amounts AS a ON a.transaction = m.transaction
    JOIN currencies AS c ON c.transaction = m.transaction
    JOIN named_activities AS n ON n.transaction = m.transaction
    WHERE m.side = 'incoming'
)
-- rank 0: an own transaction that names the activity whose money it is
SELECT f.provider AS giver, f.activity AS receiver, f.family, f.transaction, f.currency, f.amount, 0 AS rank
FROM own_flows AS f JOIN givers AS g ON g.activity = f.provider AND g.family = f.family
UNION ALL
-- rank 1: incoming transactions of the activity; giver is null where none is in the set
SELECT g.activity, i.activity, i.family, NULL, i.currency, i.amount, 1
FROM incoming AS i LEFT JOIN givers AS g ON g.activity = i.provider AND g.family = i.family
UNION ALL
-- rank 2: incoming commitments, for the payments of an activity that reports no incoming funds
SELECT g.activity, i.activity, 'payment', NULL, i.currency, i.amount, 2
FROM incoming AS i LEFT JOIN givers AS g ON g.activity = i.provider AND g.family = 'payment'
WHERE i.family = 'commitment'
UNION ALL
-- rank 3: transactions of a giver that name the activity as their receiver
SELECT f.activity, f.receiver, f.family, NULL, f.currency, f.amount, 3
FROM own_flows AS f
WHERE f.side = 'outgoing' AND f.receiver IS NOT NULL;

CREATE OR REPLACE TABLE links AS
WITH best AS (
    SELECT * FROM possible_links WHERE rank > 0
    QUALIFY rank = min(rank) OVER (PARTITION BY receiver, family)
), received AS (
    SELECT receiver, family, currency, sum(amount) AS amount FROM best GROUP BY ALL
), spent AS (
    SELECT activity, family, currency, sum(amount) AS amount FROM own_flows GROUP BY ALL
), whole AS (
    SELECT receiver, family FROM best GROUP BY ALL HAVING bool_and(giver IS NOT NULL)
), covered AS (
    SELECT w.receiver, w.family
    FROM whole AS w
    JOIN spent AS s ON s.activity = w.receiver AND s.family = w.family
    LEFT JOIN received AS r
        ON r.receiver = w.receiver AND r.family = w.family AND r.currency IS NOT DISTINCT FROM s.currency
    GROUP BY w.receiver, w.family
    HAVING coalesce(bool_and(100 * abs(r.amount) >=
        CAST(setting('least_covered_percent', '50') AS INTEGER) * abs(s.amount)), false)
)
SELECT DISTINCT b.giver, b.receiver, b.family, NULL AS transaction
FROM best AS b JOIN covered AS c ON c.receiver = b.receiver AND c.family = b.family
UNION
SELECT giver, receiver, family, transaction FROM possible_links WHERE rank = 0;

CREATE OR REPLACE TABLE chained AS
WITH RECURSIVE reached AS (
    SELECT DISTINCT l.giver AS activity, l.family
    FROM links AS l ANTI JOIN links AS above ON above.receiver = l.giver AND above.family = l.family
    UNION
    SELECT l.receiver, l.family
    FROM reached AS r JOIN links AS l ON l.giver = r.activity AND l.family = r.family
)
SELECT DISTINCT f.transaction
FROM links AS l
JOIN reached AS r ON r.activity = l.giver AND r.family = l.family
JOIN own_flows AS f ON f.activity = l.receiver AND f.family = l.family
    AND (l.transaction IS NULL OR l.transaction = f.transaction);

CREATE OR REPLACE TABLE chain_marked AS
SELECT DISTINCT f.transaction
FROM possible_links AS l
JOIN own_flows AS f ON f.activity = l.receiver AND f.family = l.family
    AND (l.transaction IS NULL OR l.transaction = f.transaction)
ANTI JOIN chained AS c ON c.transaction = f.transaction
WHERE l.giver IS NOT NULL;
