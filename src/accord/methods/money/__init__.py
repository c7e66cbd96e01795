"""What published transactions mean: named rules as SQL over the IATI tables."""
