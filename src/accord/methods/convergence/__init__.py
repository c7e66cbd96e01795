"""Own pace and merits: gaps to a named benchmark, years to close them, convergence, ranks, their doubt."""
