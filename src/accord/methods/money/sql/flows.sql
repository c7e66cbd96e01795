-- Idea: one row per piece of money: a transaction times its share for a place. The pieces of a transaction
--       make its amount to the last digit; the last one takes what rounding leaves.
-- In:   the relations of the rules before.
-- Out:  pieces(transaction, target, share, amount, rules) and
--       flows, the result: see the columns below. `id` is stable: it names the bytes of the file, the place
--       of the transaction in it and the place of the money.
CREATE OR REPLACE TABLE pieces AS
WITH shared AS (
    SELECT l.transaction, coalesce(s.target, 'unknown') AS target, coalesce(s.rules, []) AS rules, a.amount,
           coalesce(s.is_last, true) AS is_last,
           coalesce(s.share_units, 100000000000000) AS share_units,
           units(a.amount) // 100000000000000 AS whole_units, units(a.amount) % 100000000000000 AS rest_units
    FROM place_levels AS l
    JOIN amounts AS a ON a.transaction = l.transaction
    LEFT JOIN place_shares AS s ON s.activity = l.activity AND s.scope = l.scope
), cut AS (
    SELECT *, CASE WHEN is_last THEN 0 ELSE
           whole_units * share_units + rest_units * share_units // 100000000000000 END AS floored
    FROM shared
)
SELECT transaction, target, rules, from_units(CAST(share_units AS HUGEINT)) AS share,
       CASE WHEN NOT is_last THEN from_units(CAST(floored AS HUGEINT))
            ELSE amount - from_units(CAST(
                sum(CAST(floored AS HUGEINT)) OVER (PARTITION BY transaction) AS HUGEINT))
       END AS amount
FROM cut;

CREATE OR REPLACE TABLE flows AS
WITH publishers AS (
    SELECT publisher, max({'day': coalesce(updated_on, DATE '1900-01-01'), 'name': publisher_name}).name
               AS publisher_name
    FROM reported WHERE publisher_name IS NOT NULL GROUP BY publisher
)
SELECT left(f.sha256, 12) || ':' || t.byte || ':' || p.target AS id,
       t.file, t.byte, t.activity, t.transaction, r.own_identifier AS iati_identifier,
       r.publisher, n.publisher_name, r.level AS hierarchy,
       m.type, m.measure, k.kind, d.day, year(d.day) AS year, d.is_value_date,
       p.target AS partner, l.level AS place_level, p.share,
       p.amount, c.currency, c.currency_from,
       converted(p.amount, x.rate) AS amount_converted,
       CASE WHEN x.rate IS NOT NULL THEN setting('target_currency', NULL) END AS currency_converted,
       x.rate, x.rate_day, x.rate_table,
       coalesce(ap.same_as, t.provider) AS provider, t.provider_name,
       coalesce(ar.same_as, t.receiver) AS receiver, t.receiver_name,
       x.status, x.rule, x.reason,
       list_sort(list_distinct(v.notes || p.rules)) AS notes
FROM pieces AS p
JOIN transactions AS t ON t.transaction = p.transaction
JOIN files_taken AS f ON f.file = t.file
JOIN reported AS r ON r.activity = t.activity
LEFT JOIN publishers AS n ON n.publisher = r.publisher
JOIN measured AS m ON m.transaction = t.transaction
JOIN kinds AS k ON k.transaction = t.transaction
JOIN days AS d ON d.transaction = t.transaction
JOIN currencies AS c ON c.transaction = t.transaction
JOIN place_levels AS l ON l.transaction = t.transaction
JOIN decided AS v ON v.transaction = t.transaction
JOIN rated AS x ON x.transaction = t.transaction
LEFT JOIN aliases AS ap ON ap.publisher = t.provider
LEFT JOIN aliases AS ar ON ar.publisher = t.receiver
ORDER BY t.file, t.byte, p.target;
