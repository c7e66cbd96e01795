"""Activities as a file of IATI 2.03: written, checked by rule, and made from the register."""
