-- Idea: which level of a publisher's activities holds a measure is read from its files, for each measure by
--       itself: one level may commit and another pay. Where a parent and activities on a level below it both
--       hold a measure, the parent's amounts are theirs once more and are left out. But a parent of whose
--       amount they report less than half has most of its money from its own: it stays and is marked, which
--       is the smaller error of the two. So does one that shares no currency with them, since what they cover
--       of it cannot be told, and a parent on the level of its child: such pairs continue each
--       other (a second phase, a second year).
-- In:   standing, related_activities, renamed, known, measured, amounts, currencies, budgets, setting
--       least_covered_percent (what children must hold of a parent's amount, in each currency both use).
-- Out:  held(activity, publisher, level, family, currency, amount, flows): what each activity holds.
--       kin(parent, child, is_same_level): same publisher; the lower level is the parent, whatever the pair
--       says.
--       parents(activity, family, is_dropped): parents with a measure that their children hold as well.
--       hierarchy_decisions(publisher, measure, level, activities, flows, parents, dropped, kept, decision).
-- Source: schema of IATI 2.03, attribute hierarchy: financial transactions only at the lowest level; in
--         practice a publisher commits at level 1 and pays at level 2.
CREATE OR REPLACE TABLE held AS
SELECT s.activity, s.publisher, s.level, m.family, c.currency, sum(a.amount) AS amount, count(*) AS flows
FROM standing AS s
JOIN measured AS m ON m.activity = s.activity
JOIN amounts AS a ON a.transaction = m.transaction
JOIN currencies AS c ON c.transaction = m.transaction
WHERE a.amount IS NOT NULL AND m.family IS NOT NULL AND m.side IS DISTINCT FROM 'incoming'
GROUP BY ALL
UNION ALL
SELECT s.activity, s.publisher, s.level, 'incoming ' || m.family, c.currency, sum(a.amount), count(*)
FROM standing AS s
JOIN measured AS m ON m.activity = s.activity
JOIN amounts AS a ON a.transaction = m.transaction
JOIN currencies AS c ON c.transaction = m.transaction
WHERE a.amount IS NOT NULL AND m.side = 'incoming'
GROUP BY ALL
UNION ALL
SELECT s.activity, s.publisher, s.level, 'budget', coalesce(b.currency, s.default_currency), sum(b.value),
       count(*)
FROM standing AS s JOIN budgets AS b ON b.activity = s.activity
WHERE abs(b.value) < 1000000000000000
GROUP BY ALL;

CREATE OR REPLACE TABLE kin AS
WITH named AS (
    SELECT a.activity AS here, b.activity AS there, a.level AS level_here, b.level AS level_there,
           a.level < b.level OR (a.level = b.level AND r.type = '2') AS is_here_parent
    FROM related_activities AS r
    JOIN standing AS a ON a.activity = r.activity
    LEFT JOIN renamed AS n ON n.written = r.ref
    JOIN known AS k ON k.identifier = coalesce(n.identifier, trim(r.ref)) AND k.publisher = a.publisher
    JOIN standing AS b ON b.activity = k.activity AND b.activity <> a.activity
    WHERE r.type IN ('1', '2')
)
SELECT DISTINCT
       CASE WHEN is_here_parent THEN here ELSE there END AS parent,
       CASE WHEN is_here_parent THEN there ELSE here END AS child,
       level_here = level_there AS is_same_level
FROM named;

CREATE OR REPLACE TABLE parents AS
WITH RECURSIVE below AS (
    SELECT parent AS activity, child AS descendant FROM kin WHERE NOT is_same_level
    UNION
    SELECT b.activity, k.child
    FROM below AS b JOIN kin AS k ON k.parent = b.descendant AND NOT k.is_same_level
), holding AS (SELECT DISTINCT activity, family FROM held),
pairs AS (
    SELECT b.activity, b.descendant, h.family
    FROM below AS b
    JOIN holding AS h ON h.activity = b.activity
    JOIN holding AS d ON d.activity = b.descendant AND d.family = h.family
), lowest AS (
    SELECT p.* FROM pairs AS p ANTI JOIN pairs AS q ON q.activity = p.descendant AND q.family = p.family
), covering AS (
    SELECT l.activity, l.family, d.currency, sum(d.amount) AS amount
    FROM lowest AS l JOIN held AS d ON d.activity = l.descendant AND d.family = l.family
    GROUP BY ALL
), covered AS (
    SELECT p.activity, p.family,
           coalesce(bool_and(100 * abs(c.amount) >=
               CAST(setting('least_covered_percent', '50') AS INTEGER) * abs(h.amount)), false) AS is_dropped
    FROM (SELECT DISTINCT activity, family FROM pairs) AS p
    JOIN held AS h ON h.activity = p.activity AND h.family = p.family
    LEFT JOIN covering AS c
        ON c.activity = p.activity AND c.family = p.family AND c.currency IS NOT DISTINCT FROM h.currency
    GROUP BY p.activity, p.family
), same_level AS (
    SELECT DISTINCT k.parent AS activity, h.family
    FROM kin AS k
    JOIN holding AS h ON h.activity = k.parent
    JOIN holding AS d ON d.activity = k.child AND d.family = h.family
    WHERE k.is_same_level
)
SELECT activity, family, is_dropped FROM covered
UNION ALL
SELECT s.activity, s.family, false FROM same_level AS s ANTI JOIN covered AS c USING (activity, family);

CREATE OR REPLACE TABLE hierarchy_decisions AS
WITH levelled AS (
    SELECT h.publisher, h.family AS measure, h.level, count(DISTINCT h.activity) AS activities,
           CAST(sum(h.flows) AS BIGINT) AS flows, count(DISTINCT p.activity) AS parents,
           count(DISTINCT p.activity) FILTER (p.is_dropped) AS dropped,
           count(DISTINCT p.activity) FILTER (NOT p.is_dropped) AS kept
    FROM held AS h LEFT JOIN parents AS p ON p.activity = h.activity AND p.family = h.family
    GROUP BY ALL
)
SELECT *, CASE
    WHEN parents = 0 AND count(*) OVER (PARTITION BY publisher, measure) = 1
        THEN 'counted: the only level that holds it'
    WHEN parents = 0 THEN 'counted: no activity below one of this level holds it'
    WHEN dropped = activities THEN 'left out: activities below hold the same'
    WHEN kept = 0 THEN 'counted, without parents whose children hold the same'
    WHEN dropped = 0
        THEN 'counted, parents marked: children are of the same level or hold less than the parent'
    ELSE 'counted, without parents whose children hold the same; other parents marked' END AS decision
FROM levelled;
