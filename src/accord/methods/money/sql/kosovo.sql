-- Idea: Kosovo* has the code XK on the code list of IATI, a code that ISO 3166 leaves to its users, so that
--       other codes are in use. KS and RS are codes of others: they mean Kosovo* only where the name beside
--       them says so.
-- In:   nothing.
-- Out:  kosovo_variants(code, name_begins, iati_country): code '' is no code, name_begins null any name, in
--       lower case.
-- Source: code list Country of IATI (XK); XKX, XKV, XKS, KSV, XXK, KOS as used in lists of codes of three
--         letters, KV as in FIPS 10-4, RS-KM as in ISO 3166-2.
CREATE OR REPLACE VIEW kosovo_variants AS
SELECT code, name_begins, 'XK' AS iati_country FROM (VALUES
    ('XKX', NULL), ('XKV', NULL), ('XKS', NULL), ('KSV', NULL), ('XXK', NULL), ('KOS', NULL), ('KV', NULL),
    ('RS-KM', NULL), ('KS', 'kosov'), ('RS', 'kosov'), ('CS', 'kosov'), ('YU', 'kosov'), ('', 'kosov')
) AS variants(code, name_begins);
