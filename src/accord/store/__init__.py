"""Immutable snapshots: tables with provenance, written once, read by all."""
