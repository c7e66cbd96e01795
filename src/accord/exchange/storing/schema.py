"""Tables of a node, and the numbers by which a file is known as one.

Moments are whole microseconds since 1970 in UTC. No column holds a value that somebody asked for: of a
question there are its justification, its blinded elements and its answer, which are random to whoever lacks
the blind.
"""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "SCHEMA", "SCHEMA_VERSION"]

APPLICATION_ID = 0x41434358
"""``ACCX``, in the header of the file."""
SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, number INTEGER, digest BLOB) STRICT;

CREATE TABLE nonces (
    peer TEXT NOT NULL, nonce TEXT NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (peer, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX nonces_by_expiry ON nonces (expires);

CREATE TABLE requests (
    peer TEXT NOT NULL, request TEXT NOT NULL,
    type TEXT NOT NULL, purpose TEXT NOT NULL, epoch TEXT NOT NULL, basis TEXT NOT NULL,
    asks TEXT NOT NULL, approves TEXT NOT NULL,
    elements INTEGER NOT NULL CHECK (elements > 0),
    message BLOB NOT NULL, statement BLOB NOT NULL, blinded BLOB NOT NULL,
    justification BLOB, points BLOB,
    received INTEGER NOT NULL,
    admitted INTEGER, evaluated INTEGER, answered INTEGER, answer BLOB, answer_digest BLOB,
    PRIMARY KEY (peer, request)
) STRICT;
CREATE INDEX requests_by_time ON requests (received);
CREATE UNIQUE INDEX requests_by_admission ON requests (admitted) WHERE admitted IS NOT NULL;

CREATE TABLE charges (
    peer TEXT NOT NULL, request TEXT NOT NULL, type TEXT NOT NULL, purpose TEXT NOT NULL,
    elements INTEGER NOT NULL CHECK (elements > 0), at INTEGER NOT NULL,
    PRIMARY KEY (peer, request),
    FOREIGN KEY (peer, request) REFERENCES requests (peer, request) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX charges_by_time ON charges (peer, type, at);

CREATE TABLE allowances (
    peer TEXT NOT NULL, type TEXT NOT NULL, level INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (peer, type)
) STRICT;

CREATE TABLE openings (
    request TEXT PRIMARY KEY, holder TEXT NOT NULL, sealed BLOB NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE TABLE hits (
    request TEXT NOT NULL, place INTEGER NOT NULL, holder TEXT NOT NULL, type TEXT NOT NULL,
    purpose TEXT NOT NULL, epoch TEXT NOT NULL, match_key TEXT NOT NULL, at INTEGER NOT NULL,
    closed INTEGER, outcome TEXT,
    PRIMARY KEY (request, place)
) STRICT;

CREATE TABLE follow_ups (
    id TEXT PRIMARY KEY, direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
    peer TEXT NOT NULL, request TEXT NOT NULL, urgency TEXT NOT NULL, state TEXT NOT NULL,
    opened INTEGER NOT NULL, due INTEGER NOT NULL, closed INTEGER, outcome TEXT, body BLOB NOT NULL
) STRICT;
CREATE INDEX follow_ups_by_state ON follow_ups (direction, state, due);

CREATE TABLE cosignatures (
    peer TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, line BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (peer, size)
) STRICT;

CREATE TABLE seen_heads (
    origin TEXT PRIMARY KEY, size INTEGER NOT NULL CHECK (size > 0), root BLOB NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE TABLE holds (
    id TEXT PRIMARY KEY, request TEXT NOT NULL, because TEXT NOT NULL, since INTEGER NOT NULL,
    until INTEGER NOT NULL, lifted INTEGER
) STRICT;

CREATE TABLE alarms (
    peer TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (peer, type, rule, day)
) STRICT;
"""
