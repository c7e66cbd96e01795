-- Idea: money without results cannot be weighed. Activities that have begun should name results; periods that
--       are over when the activity was last updated should have an actual value.
-- In:   activities, reported, results, periods, indicator_values.
-- Out:  rows of examined.
INSERT INTO examined
SELECT 'results-missing', a.activity, r.activity IS NULL
FROM activities AS a LEFT JOIN (SELECT DISTINCT activity FROM results) AS r USING (activity)
WHERE a.status IN ('2', '3', '4');

INSERT INTO examined
SELECT 'actual-missing', p.activity, v.period IS NULL
FROM periods AS p
JOIN reported AS r ON r.activity = p.activity
LEFT JOIN (SELECT DISTINCT period FROM indicator_values WHERE kind = 'actual' AND value IS NOT NULL) AS v
    ON v.period = p.period
WHERE p."end" <= r.updated_on OR p."end" IS NULL OR r.updated_on IS NULL;
