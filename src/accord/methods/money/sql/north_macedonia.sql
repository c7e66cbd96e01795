-- Idea: North Macedonia was published under other names until 2019 and is in older files still; the partner
--       is the same.
-- In:   nothing.
-- Out:  north_macedonia_variants(code, name_begins, iati_country), as in kosovo_variants.
-- Source: code list Country of IATI (MK); names in published files.
CREATE OR REPLACE VIEW north_macedonia_variants AS
SELECT code, name_begins, 'MK' AS iati_country FROM (VALUES
    ('MKD', NULL), ('FYROM', NULL), ('FYR', NULL), ('', 'north macedonia'), ('', 'macedonia'), ('', 'fyrom'),
    ('', 'fyr of macedonia'), ('', 'fyr macedonia'), ('', 'former yugoslav republic of macedonia'),
    ('', 'the former yugoslav republic of macedonia'), ('', 'republic of macedonia'),
    ('', 'republic of north macedonia')
) AS variants(code, name_begins);
