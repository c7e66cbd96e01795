-- Idea: a partner is meant where its code of three letters stands for the one of two, or its name for a
--       missing code.
-- In:   nothing.
-- Out:  partner_variants(code, name_begins, iati_country), as in kosovo_variants.
-- Source: ISO 3166-1 alpha-3; names in published files.
CREATE OR REPLACE VIEW partner_variants AS
SELECT code, name_begins, iati_country FROM (VALUES
    ('ALB', NULL, 'AL'), ('BIH', NULL, 'BA'), ('MNE', NULL, 'ME'), ('SRB', NULL, 'RS'), ('', 'albania', 'AL'),
    ('', 'bosnia', 'BA'), ('', 'montenegro', 'ME'), ('', 'republic of serbia', 'RS'), ('', 'serbia', 'RS')
) AS variants(code, name_begins, iati_country);
