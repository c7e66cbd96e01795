-- Views for analysts. In the folder of a snapshot: duckdb -init views.sql
-- Every view reads the Parquet files of this snapshot only.

-- One row for each commitment and partner.
CREATE OR REPLACE VIEW status AS
SELECT c.instrument, c.pillar, a.commitment, a.partner, a.rating, a.trend, a.is_disputed, a.evidence,
       a.last_evidence, a.reasons
FROM read_parquet('tables/assessments.parquet') AS a
JOIN read_parquet('tables/commitments.parquet') AS c ON c.id = a.commitment;

-- Claims with their documents.
CREATE OR REPLACE VIEW claims AS
SELECT c.id, c.subject, c.attribute, c.partner, c.value_number, c.value_text, c.value_truth, c.unit, c.qualifier,
       c.date, c.evidence, s.publisher, s.title AS document, s.published, s.date_read, s.url, c.note
FROM read_parquet('tables/claims.parquet') AS c
JOIN read_parquet('tables/sources.parquet') AS s ON s.id = c.source;

-- Topics on which verified claims contradict each other.
CREATE OR REPLACE VIEW disputes AS
SELECT id, label, value_number, unit, minimum_number AS minimum, maximum_number AS maximum, claims, method, reason
FROM read_parquet('tables/figures.parquet')
WHERE is_disputed AND claims > 1;

-- Financing lines of projects.
CREATE OR REPLACE VIEW financing AS
SELECT p.id AS project, p.title, p.membership, l.kind, l.financier, l.grant_code, l.amount, l.unit, l.is_anticipated
FROM read_parquet('tables/lines.parquet') AS l
JOIN read_parquet('tables/projects.parquet') AS p ON p.id = l.project;

-- Every published value.
CREATE OR REPLACE VIEW figures AS
SELECT * FROM read_parquet('tables/figures.parquet');

-- What each published value was made from.
CREATE OR REPLACE VIEW figure_inputs AS
SELECT * FROM read_parquet('tables/figure_inputs.parquet');
