"""Tables of observations in the formats in which publishers give them."""
