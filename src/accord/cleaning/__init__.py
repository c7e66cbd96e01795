"""Verbs on single values: pure functions without input or output."""
