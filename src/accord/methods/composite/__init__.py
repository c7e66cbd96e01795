"""Composite scores: the chain from values to a rank, and what the rank rests on."""
