"""The record plane of screening: an append-only, hash-chained log in one SQLite file."""
