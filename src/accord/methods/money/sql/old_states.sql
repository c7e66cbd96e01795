-- Idea: Yugoslavia (YU) and Serbia and Montenegro (CS, until 2006) are no partner of today. Their money
--       belongs to several partners in unknown parts: it is regional, not attributed. CS was Czechoslovakia's
--       code before.
-- In:   nothing.
-- Out:  old_state_variants(code, name_begins, target): target is regional or elsewhere.
-- Source: ISO 3166-3 (CSXX, YUCS).
CREATE OR REPLACE VIEW old_state_variants AS
SELECT code, name_begins, target FROM (VALUES
    ('CS', 'czech', 'elsewhere'), ('CS', NULL, 'regional'), ('SCG', NULL, 'regional'),
    ('YU', NULL, 'regional'), ('YUG', NULL, 'regional'), ('RS', 'serbia and montenegro', 'regional'),
    ('RS', 'serbia & montenegro', 'regional'), ('', 'serbia and montenegro', 'regional'),
    ('', 'serbia & montenegro', 'regional'), ('', 'yugoslavia', 'regional'),
    ('', 'former yugoslavia', 'regional')
) AS variants(code, name_begins, target);
