-- Idea: what is wrong with an activity as a whole: its identifier, its dates, the sums of its percentages.
-- In:   reported, copies, other_identifiers (B1 is the publisher's former identifier), activity_dates,
--       recipient_countries, recipient_regions, sectors, setting percentage_tolerance.
-- Out:  rows of examined.
INSERT INTO examined
SELECT 'identifier-repeated', activity, copies > 1 FROM copies;

INSERT INTO examined
SELECT 'identifier-prefix', r.activity,
       NOT coalesce(starts_with(r.own_identifier, r.own_publisher) OR starts_with(r.identifier, r.publisher)
                    OR bool_or(starts_with(r.own_identifier, o.ref)), false)
FROM reported AS r
LEFT JOIN other_identifiers AS o ON o.activity = r.activity AND o.type = 'B1'
GROUP BY r.activity, r.own_identifier, r.own_publisher, r.identifier, r.publisher;

INSERT INTO examined
SELECT 'dates-backwards', activity,
       coalesce(min(date) FILTER (type = '1') > max(date) FILTER (type = '3'), false)
       OR coalesce(min(date) FILTER (type = '2') > max(date) FILTER (type = '4'), false)
FROM activity_dates GROUP BY activity;

INSERT INTO examined
SELECT 'places-sum', activity,
       coalesce(abs(sum(percentage) - 100)
                > CAST(setting('percentage_tolerance', '0.1') AS DECIMAL(38, 14)), true)
       OR count(percentage) < count(*)
FROM (
    SELECT activity, transaction, usable(percentage) AS percentage FROM recipient_countries
    UNION ALL
    SELECT activity, transaction, usable(percentage)
    FROM recipient_regions WHERE coalesce(vocabulary, '1') = '1'
)
GROUP BY activity, transaction
HAVING count(*) > 1 OR count(percentage) = 1;

INSERT INTO examined
SELECT 'sectors-sum', activity,
       coalesce(abs(sum(percentage) - 100)
                > CAST(setting('percentage_tolerance', '0.1') AS DECIMAL(38, 14)), true)
       OR count(percentage) < count(*)
FROM (
    SELECT activity, transaction, coalesce(vocabulary, '1') AS vocabulary, usable(percentage) AS percentage
    FROM sectors
)
GROUP BY activity, transaction, vocabulary
HAVING count(*) > 1 OR count(percentage) = 1;
