"""Lists of sanctioned and debarred parties, kept as immutable snapshots of what was published."""
