-- Idea: everything that came in is counted, left out by a named rule, or unconverted. The three make what
--       came in, for each publisher, partner, year, measure and currency, to the last digit; and so do the
--       numbers of pieces.
-- In:   flows.
-- Out:  reconciliation(publisher, partner, year, measure, currency, amount_in, counted, excluded,
--       unconverted, flows_in, flows_counted, flows_excluded, flows_unconverted, flows_without_amount,
--       counted_converted).
--       exclusions(publisher, partner, year, measure, currency, rule, amount, flows): what each rule left
--       out.
CREATE OR REPLACE VIEW reconciliation AS
SELECT publisher, partner, year, measure, currency,
       coalesce(sum(amount), 0) AS amount_in,
       coalesce(sum(amount) FILTER (status = 'counted'), 0) AS counted,
       coalesce(sum(amount) FILTER (status = 'excluded'), 0) AS excluded,
       coalesce(sum(amount) FILTER (status = 'unconverted'), 0) AS unconverted,
       count(*) AS flows_in,
       count(*) FILTER (status = 'counted') AS flows_counted,
       count(*) FILTER (status = 'excluded') AS flows_excluded,
       count(*) FILTER (status = 'unconverted') AS flows_unconverted,
       count(*) FILTER (amount IS NULL) AS flows_without_amount,
       sum(amount_converted) FILTER (status = 'counted') AS counted_converted
FROM flows
GROUP BY ALL;

CREATE OR REPLACE VIEW exclusions AS
SELECT publisher, partner, year, measure, currency, rule, sum(amount) AS amount, count(*) AS flows
FROM flows WHERE status = 'excluded'
GROUP BY ALL;
