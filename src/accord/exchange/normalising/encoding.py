"""The bytes of a match key, which are the input of the oblivious function.

    accord/1 || version || type || key name || field || field ...

Every part after the first is UTF-8 behind its length in two bytes, the most significant first. Two different
keys never have the same bytes, whatever their fields hold.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from accord.exchange.normalising.subject import IdentifierType

__all__ = ["NORMALISER_VERSION", "MatchKey", "match_key"]

NORMALISER_VERSION = "1"
"""Version of all rules of this package; any change of any canonical byte needs a new one."""
_DOMAIN = b"accord/1"


class MatchKey(NamedTuple):
    """One input of the oblivious function: its name, and bytes that two nodes make alike."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        """Return the name and the size: the bytes hold values of the subject."""
        return f"MatchKey(name={self.name!r}, data=<{len(self.data)} bytes>)"


def match_key(kind: IdentifierType, name: str, fields: tuple[str, ...]) -> MatchKey:
    """Return the key of canonical fields.

    Args:
        kind: Type of the subject.
        name: Name of the key.
        fields: Canonical values, in the order that the key prescribes.
    """
    return MatchKey(name, _head(kind, name) + b"".join(map(_prefixed, fields)))


def _prefixed(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(2, "big") + data


@lru_cache(maxsize=256)
def _head(kind: IdentifierType, name: str) -> bytes:
    return _DOMAIN + b"".join(map(_prefixed, (NORMALISER_VERSION, str(kind), name)))
