-- Idea: money that a giver in the set pays to an activity in the set, which pays it on, would count twice. It
--       counts where it enters the set, and only an explicit identifier makes a chain: a transaction that
--       names the giving activity, or an activity all of whose incoming transactions name giving activities
--       in the set (if it reports none: whose givers name it as receiver) for at least half of what it pays
--       on. Weaker links are marked, not left out; so are those that share no currency, whose cover cannot be
--       told. Of transactions that name the giving activity no more is left out than that activity states in
--       their currency until the end of their year, see chain_cover.
-- In:   measured, amounts, currencies, other_side, standing, own_flows, named_activities, chain_covered,
--       setting least_covered_percent.
-- Out:  links(giver, receiver, family, transaction): transaction is null where the link is of the whole
--       activity.
--       chained(transaction): transactions left out.   chain_marked(transaction): counted, possibly twice.
--       chain_short(transaction): counted, since the activity that they name does not state as much.
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
SELECT l.giver, l.receiver, l.family, l.transaction
FROM possible_links AS l SEMI JOIN chain_covered AS v ON v.transaction = l.transaction
WHERE l.rank = 0;

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

CREATE OR REPLACE TABLE chain_short AS
SELECT m.transaction
FROM chain_marked AS m
JOIN possible_links AS l ON l.transaction = m.transaction AND l.rank = 0
ANTI JOIN chain_covered AS v ON v.transaction = m.transaction;
