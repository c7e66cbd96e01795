"""What a node remembers between two messages: one SQLite file, written by one process."""

from accord.exchange.storing.node_store import NodeStore, StoreError, StoreRefusal, microseconds, moment

__all__ = ["NodeStore", "StoreError", "StoreRefusal", "microseconds", "moment"]
