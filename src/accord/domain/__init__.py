"""Nouns: what Accord talks about, as frozen dataclasses of the standard library."""
