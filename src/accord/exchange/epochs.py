"""Epochs of 24 hours, and the signed descriptor of what a holder published for one asker in one of them.

A descriptor names holder, asker, type, purpose, epoch, version of the normaliser, public key, number of tags
(padded) and their Merkle root. Whoever has it knows which key an answer must prove and which tags count; a
holder that gives two askers two descriptors signs two different ones, and both are logged.

The key of a scope is derived from a seed that exists for one epoch. Whoever takes a node tomorrow finds no
seed of today, so that tags and elements which were kept somewhere cannot be tried out with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.curve import ELEMENT_BYTES, RefusedElementError, check_element
from accord.exchange.keys import SIGNATURE_BYTES, SigningKey, is_signed
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = [
    "DESCRIPTOR_LIMITS",
    "EPOCH_LENGTH",
    "MOST_TAGS",
    "Descriptor",
    "DescriptorError",
    "Scope",
    "epoch_end",
    "epoch_of",
    "epoch_start",
    "key_info",
    "read_descriptor",
    "read_own_descriptor",
    "signed_descriptor",
]

EPOCH_LENGTH = timedelta(hours=24)
MOST_TAGS = 100_000_000
DESCRIPTOR_LIMITS = Limits(size=4_096, depth=3, items=60)
_ROOT_BYTES = 32
_LABEL = b"accord epoch/1\n"


class DescriptorError(ValueError):
    """A descriptor is not the one that was asked for, is not signed, or does not count now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """For whom and what a key and its tags are; two scopes have unrelated keys.

    Attributes:
        holder: Id of the peer that holds the list.
        asker: Id of the peer that may ask.
        type: Type of identifier.
        purpose: Purpose of the questions.
        epoch: Id of the epoch.
        normaliser: Version of the normaliser.
    """

    holder: str
    asker: str
    type: IdentifierType
    purpose: str
    epoch: str
    normaliser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What a holder published for a scope.

    Attributes:
        scope: For whom and what.
        public: Public key of the scope, 32 bytes.
        count: Number of tags with those that fill up.
        root: Merkle root of the sorted tags.
        not_before: First moment.
        not_after: Last moment.
    """

    scope: Scope
    public: bytes
    count: int
    root: bytes
    not_before: datetime
    not_after: datetime


def epoch_end(epoch: str) -> datetime:
    """Return the last second of an epoch; descriptors count until then.

    Args:
        epoch: Its id.

    Raises:
        MalformedError: It is no id of an epoch.
    """
    return epoch_start(epoch) + EPOCH_LENGTH - timedelta(seconds=1)


def epoch_of(now: datetime) -> str:
    """Return the id of the epoch of a moment: days since 1 January 1970 in UTC.

    Args:
        now: The moment, aware.
    """
    return str(int(now.timestamp() // EPOCH_LENGTH.total_seconds()))


def epoch_start(epoch: str) -> datetime:
    """Return the first moment of an epoch.

    Args:
        epoch: Its id.

    Raises:
        MalformedError: It is no id of an epoch.
    """
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 6 and str(int(epoch)) == epoch):
        raise MalformedError("epoch", "a number of days")
    return datetime(1970, 1, 1, tzinfo=UTC) + int(epoch) * EPOCH_LENGTH


def key_info(scope: Scope) -> bytes:
    """Return what the key of a scope is derived for (RFC 9497, 3.2.1): one scope has one row of bytes."""
    return b"accord key/1\n" + canonical(_scope_json(scope))


def signed_descriptor(descriptor: Descriptor, key: SigningKey) -> bytes:
    """Return a descriptor as signed bytes.

    Args:
        descriptor: The descriptor.
        key: Key with which the holder signs messages.
    """
    value = _descriptor_json(descriptor)
    signature = key.sign(_LABEL + canonical(value))
    return canonical({"descriptor": value, "key": key.id, "signature": signature.hex()})


def read_descriptor(
    data: bytes, wanted: Scope, key_of: Callable[[str, datetime], bytes | None], *, now: datetime
) -> Descriptor:
    """Return the descriptor of signed bytes, if it is of the wanted scope and counts now.

    Args:
        data: The bytes.
        wanted: Scope that it must have.
        key_of: Gives the public key of the holder by its id at a moment, or None.
        now: The moment, aware.

    Raises:
        MalformedError: The bytes are no signed descriptor.
        DescriptorError: It is of another scope, badly signed, or of another time.
    """
    outer = StrictFields(parse_canonical(data, DESCRIPTOR_LIMITS, where="descriptor"), "descriptor")
    value, key, signature = (
        outer.value("descriptor"),
        outer.id("key"),
        outer.octets("signature", SIGNATURE_BYTES),
    )
    outer.finish()
    public = key_of(key, now)
    if public is None or not is_signed(public, signature, _LABEL + canonical(value)):
        raise DescriptorError("expected a descriptor that the holder signed with a key of the directory")
    descriptor = _descriptor(value)
    if descriptor.scope != wanted:
        raise DescriptorError("expected a descriptor for this asker, type, purpose, epoch and normaliser")
    if not descriptor.not_before <= now <= descriptor.not_after:
        raise DescriptorError("expected a descriptor that counts now")
    return descriptor


def read_own_descriptor(data: bytes) -> Descriptor:
    """Return the descriptor of bytes that this node signed itself; the signature is not verified.

    Args:
        data: The bytes, from the node's own folder.

    Raises:
        MalformedError: The bytes are no signed descriptor.
    """
    outer = StrictFields(parse_canonical(data, DESCRIPTOR_LIMITS, where="descriptor"), "descriptor")
    return _descriptor(outer.value("descriptor"))


def _descriptor(value: JsonValue) -> Descriptor:
    row = StrictFields(value, "descriptor")
    scope = Scope(
        holder=row.id("holder"),
        asker=row.id("asker"),
        type=row.word("type", IdentifierType),
        purpose=row.id("purpose"),
        epoch=row.id("epoch"),
        normaliser=row.id("normaliser"),
    )
    descriptor = Descriptor(
        scope=scope,
        public=row.octets("public", ELEMENT_BYTES),
        count=row.number("count", 1, MOST_TAGS),
        root=row.octets("root", _ROOT_BYTES),
        not_before=row.instant("not_before"),
        not_after=row.instant("not_after"),
    )
    row.finish()
    if (descriptor.not_before, descriptor.not_after) != (epoch_start(scope.epoch), epoch_end(scope.epoch)):
        raise MalformedError("descriptor", "the first and the last second of its epoch")
    try:
        check_element(descriptor.public)
    except RefusedElementError:
        raise MalformedError("descriptor.public", "an element") from None
    return descriptor


def _scope_json(scope: Scope) -> dict[str, JsonValue]:
    return {
        "holder": scope.holder,
        "asker": scope.asker,
        "type": scope.type.value,
        "purpose": scope.purpose,
        "epoch": scope.epoch,
        "normaliser": scope.normaliser,
    }


def _descriptor_json(descriptor: Descriptor) -> JsonValue:
    return {
        **_scope_json(descriptor.scope),
        "public": descriptor.public.hex(),
        "count": descriptor.count,
        "root": descriptor.root.hex(),
        "not_before": instant_text(descriptor.not_before),
        "not_after": instant_text(descriptor.not_after),
    }
