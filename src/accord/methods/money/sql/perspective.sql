-- Idea: a flow that its giver and its receiver both publish is one flow. From the perspective of the giver
--       the outgoing transactions count and the incoming ones are left out; from that of the receiver the
--       other way round; never both. What only one side can report (interest, repayments, equity, guarantees)
--       counts in both.
-- In:   measured, setting perspective: giver (default) or receiver.
-- Out:  other_side(transaction): transactions of the side that does not count.
-- Source: code list TransactionType of IATI 2.03: 1, 11, 13 are the receiver's account of 3, 2, 12.
CREATE OR REPLACE TABLE other_side AS
SELECT transaction FROM measured
WHERE side = CASE setting('perspective', 'giver')
    WHEN 'giver' THEN 'incoming' WHEN 'receiver' THEN 'outgoing'
    ELSE error('setting perspective: giver or receiver expected, found '
               || setting('perspective', 'giver')) END;
