"""Lists of sanctioned and debarred parties, read from the formats in which authorities publish them."""
