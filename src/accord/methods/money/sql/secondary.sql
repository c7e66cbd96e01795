-- Idea: who retells what others publish is not a source of money; it stands apart and is never added.
-- In:   reported, copies, secondary_publishers(publisher).
-- Out:  retold(activity): activities of secondary reporters.
--       standing: the rows of reported that are no copy and not retold.
--       known(identifier, activity, publisher): what a reference to an identifier means; one row per
--       identifier.
CREATE OR REPLACE TABLE retold AS
SELECT activity FROM reported
WHERE is_secondary OR publisher IN (SELECT publisher FROM secondary_publishers)
   OR own_publisher IN (SELECT publisher FROM secondary_publishers);

CREATE OR REPLACE TABLE standing AS
SELECT r.*, c.copies FROM reported AS r JOIN copies AS c ON c.activity = r.activity AND c.kept = c.activity
WHERE r.activity NOT IN (SELECT activity FROM retold);

CREATE OR REPLACE TABLE known AS
SELECT identifier, activity, publisher FROM standing WHERE identifier IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY identifier
    ORDER BY starts_with(identifier, publisher) DESC, updated_at DESC NULLS LAST, file DESC, byte DESC) = 1;
