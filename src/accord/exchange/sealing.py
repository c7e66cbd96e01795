"""Openings are sealed to the supervisory authority: the asker keeps them and cannot read them later.

Who steals the asker's node must not learn from it what was asked, and the asked authority must not learn it
at all. Every batch gets a fresh secret, which is encrypted to the authority's key by HPKE (RFC 9180, base
mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305). The records are encrypted one by one under
that secret. At an inspection only the records of the sample are handed over, and the others stay closed.

The context of the request is bound to all of it: a record that is put into another request does not open. All
records have one length, in steps of 512 bytes, so that a file of them says nothing about what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from accord.exchange.canonical import canonical
from accord.exchange.curve import SCALAR_BYTES
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.openings import Opening

__all__ = [
    "STEP",
    "SealedOpenings",
    "SealingContext",
    "UnsealedError",
    "open_record",
    "open_statement",
    "seal_openings",
]

STEP = 512
"""Plain bytes of a record are filled up to a multiple of this."""
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SECRET_BYTES = 32
_TAG_BYTES = 16
_STATEMENT = 0
"""Number of the statement among the records, whose own numbers start at 1."""


class UnsealedError(ValueError):
    """A record does not open: another key, another request, or altered bytes; which one cannot be told."""

    def __init__(self) -> None:
        super().__init__("the record does not open under this key for this request")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingContext:
    """The request to which sealed openings belong.

    Attributes:
        authority: Id of the supervisory authority.
        asker: Id of the peer that asked.
        holder: Id of the peer that was asked.
        purpose: Purpose of the question.
        type: Type of identifier.
        epoch: Id of the epoch.
        request: Id of the request.
    """

    authority: str
    asker: str
    holder: str
    purpose: str
    type: IdentifierType
    epoch: str
    request: str

    @property
    def info(self) -> bytes:
        """The context as bytes; one context has one row of bytes."""
        return canonical({name: str(getattr(self, name)) for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedOpenings:
    """Sealed openings of one request.

    Attributes:
        context: The request, in plain.
        secret: The secret of the batch, encrypted to the authority.
        statement: The case of the request, encrypted under the secret.
        records: One encrypted opening for each element, in the order of the elements; None for a record that
            was not handed over.
    """

    context: SealingContext
    secret: bytes
    statement: bytes
    records: tuple[bytes | None, ...]

    def only(self, places: Sequence[int]) -> SealedOpenings:
        """Return the same with nothing but the records of these places, which is what an inspection gets."""
        kept = tuple(record if place in set(places) else None for place, record in enumerate(self.records))
        return SealedOpenings(
            context=self.context, secret=self.secret, statement=self.statement, records=kept
        )


def seal_openings(
    public: bytes, context: SealingContext, statement: bytes, openings: Sequence[Opening]
) -> SealedOpenings:
    """Seal what a batch of elements was made of.

    Args:
        public: X25519 public key of the supervisory authority, 32 bytes.
        context: The request.
        statement: The case as canonical JSON, whose hash the officers signed.
        openings: One for each element, dummies too, in the order in which they are sent.
    """
    secret = ChaCha20Poly1305.generate_key()
    cipher = ChaCha20Poly1305(secret)
    info = context.info
    plain = [opening.blind + opening.data for opening in openings]
    length = max((_padded_length(len(data)) for data in plain), default=0)
    return SealedOpenings(
        context=context,
        secret=_SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info=info),
        statement=cipher.encrypt(
            _nonce(_STATEMENT), _padded(statement, _padded_length(len(statement))), info
        ),
        records=tuple(
            cipher.encrypt(_nonce(place), _padded(data, length), info)
            for place, data in enumerate(plain, start=1)
        ),
    )


def open_statement(private: X25519PrivateKey, sealed: SealedOpenings) -> bytes:
    """Return the case of a request.

    Raises:
        UnsealedError: It does not open.
    """
    return _opened(private, sealed, _STATEMENT, sealed.statement)


def open_record(private: X25519PrivateKey, sealed: SealedOpenings, place: int) -> Opening:
    """Return what one element was made of.

    Args:
        private: Key of the supervisory authority.
        sealed: Sealed openings of the request.
        place: Place of the element in the request, counted from 0.

    Raises:
        UnsealedError: The record is missing, or does not open.
    """
    record = sealed.records[place] if 0 <= place < len(sealed.records) else None
    if record is None:
        raise UnsealedError
    data = _opened(private, sealed, place + 1, record)
    if len(data) < SCALAR_BYTES:
        raise UnsealedError
    return Opening(blind=data[:SCALAR_BYTES], data=data[SCALAR_BYTES:])


def _opened(private: X25519PrivateKey, sealed: SealedOpenings, number: int, record: bytes) -> bytes:
    info = sealed.context.info
    try:
        secret = _SUITE.decrypt(sealed.secret, private, info=info)
        if len(secret) != _SECRET_BYTES:
            raise UnsealedError
        return _unpadded(ChaCha20Poly1305(secret).decrypt(_nonce(number), record, info))
    except (InvalidTag, ValueError):
        raise UnsealedError from None


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _padded_length(length: int) -> int:
    return -(-(length + 4) // STEP) * STEP


def _padded(data: bytes, length: int) -> bytes:
    return (len(data).to_bytes(4, "big") + data).ljust(length, b"\0")


def _unpadded(data: bytes) -> bytes:
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 + length:
        raise UnsealedError
    return data[4 : 4 + length]
