"""Tables of exchange rates and price indices, read strictly and with the line of every rate."""
