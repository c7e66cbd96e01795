-- Idea: the rules decide in a fixed order, and the first that leaves a transaction out is named. What no rule
--       leaves out is taken in by its type. Rules that touched it without leaving it out are noted.
-- In:   the relations of the rules before.
-- Out:  decided(transaction, rule, is_excluded, notes).
CREATE OR REPLACE TABLE decided AS
WITH judged AS (
    SELECT m.transaction,
           CASE
               WHEN c.kept <> m.activity THEN 'identity'
               WHEN e.activity IS NOT NULL THEN 'secondary'
               WHEN m.measure = 'unknown' THEN 'type'
               WHEN a.amount IS NULL THEN 'value'
               WHEN o.transaction IS NOT NULL THEN 'perspective'
               WHEN p.is_dropped THEN 'hierarchy'
               WHEN h.transaction IS NOT NULL THEN 'chain'
           END AS excluding,
           [CASE WHEN r.is_renamed THEN 'publisher-alias' END,
            CASE WHEN c.kept = m.activity AND c.copies > 1 THEN 'identity' END,
            CASE WHEN NOT d.is_value_date THEN 'value-date' END,
            CASE WHEN a.amount < 0 THEN 'negative' WHEN a.amount = 0 THEN 'zero' END,
            CASE WHEN NOT p.is_dropped THEN 'hierarchy' END,
            CASE WHEN q.transaction IS NOT NULL THEN 'chain' END,
            CASE WHEN u.transaction IS NOT NULL THEN 'chain-short' END,
            CASE WHEN i.transaction IS NOT NULL THEN 'mirror' END,
            CASE WHEN l.is_override THEN 'place-level' END] AS touching
    FROM measured AS m
    JOIN reported AS r ON r.activity = m.activity
    JOIN copies AS c ON c.activity = m.activity
    JOIN amounts AS a ON a.transaction = m.transaction
    JOIN days AS d ON d.transaction = m.transaction
    JOIN place_levels AS l ON l.transaction = m.transaction
    LEFT JOIN retold AS e ON e.activity = m.activity
    LEFT JOIN other_side AS o ON o.transaction = m.transaction
    LEFT JOIN parents AS p ON p.activity = m.activity
        AND p.family = CASE WHEN m.side = 'incoming' THEN 'incoming ' || m.family ELSE m.family END
    LEFT JOIN chained AS h ON h.transaction = m.transaction
    LEFT JOIN chain_marked AS q ON q.transaction = m.transaction
    LEFT JOIN chain_short AS u ON u.transaction = m.transaction
    LEFT JOIN (SELECT DISTINCT transaction FROM mirrors) AS i ON i.transaction = m.transaction
)
SELECT transaction, coalesce(excluding, 'type') AS rule, excluding IS NOT NULL AS is_excluded,
       list_filter(touching, lambda note: note IS NOT NULL AND note IS DISTINCT FROM excluding) AS notes
FROM judged;
