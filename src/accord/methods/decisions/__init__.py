"""What follows from a hit: alerts, decisions by two persons, and what is remembered of them."""
