"""Ed25519 keys (RFC 8032) that sign directories, messages, cases and heads of logs."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["KEY_BYTES", "SIGNATURE_BYTES", "SigningKey", "WeakKeyError", "check_public", "is_signed"]

KEY_BYTES, SIGNATURE_BYTES = 32, 64

_PRIME = 2**255 - 19
_SMALL_Y = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    }
)
"""The y of the eight points of small order: under such a "key" one signature fits many messages."""


class WeakKeyError(ValueError):
    """A public key is not 32 bytes, not written canonically, or of small order."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SigningKey:
    """A secret key and the id under which the directory knows its public half.

    Attributes:
        id: Id of the key.
        seed: The 32 secret bytes; never printed.
    """

    id: str
    seed: bytes

    def __repr__(self) -> str:
        """Return the id only."""
        return f"SigningKey(id={self.id!r})"

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes; the same each time."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def check_public(public: bytes) -> bytes:
    """Return a public key if it can serve as one.

    Raises:
        WeakKeyError: Its length is not 32 bytes, its number is not below the prime, or its order is small.
    """
    if len(public) != KEY_BYTES:
        raise WeakKeyError("a public key has 32 bytes")
    y = int.from_bytes(public, "little") & (2**255 - 1)
    if y >= _PRIME:
        raise WeakKeyError("the public key is not written canonically")
    if y in _SMALL_Y:
        raise WeakKeyError("the public key is a point of small order")
    return public


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Return whether a signature is the key's over the message.

    Args:
        public: Public key, 32 bytes.
        signature: Signature; one that has not 64 bytes is none.
        message: The message.
    """
    if len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(check_public(public)).verify(signature, message)
    except (InvalidSignature, WeakKeyError):
        return False
    return True
