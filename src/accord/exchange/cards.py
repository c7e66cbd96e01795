"""Files by which nodes get to know each other: cards of nodes, public root keys, keys of inspections.

They are exchanged by hand, or over a channel that both sides trust: whoever can put a card of its own
into a directory takes part.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.canonical import JsonValue, MalformedError, canonical, parse_canonical
from accord.exchange.certificates import pin_of
from accord.exchange.directory import Directory
from accord.exchange.directory_rows import directory_json, read_directory
from accord.exchange.keys import KEY_BYTES, SigningKey
from accord.exchange.node_folder import Card
from accord.exchange.node_settings import Supervisor
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = [
    "CARD_LIMIT",
    "InspectionKey",
    "card_bytes",
    "inspection_bytes",
    "public_bytes",
    "read_card",
    "read_inspection",
    "read_public",
    "read_secret",
    "secret_bytes",
]

CARD_LIMIT = 65_536
_CARD, _PUBLIC, _SECRET = "accord card/1", "accord public key/1", "accord secret key/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionKey:
    """The key of a supervisory authority.

    Attributes:
        id: Id of the authority.
        private: Its secret key.
    """

    id: str
    private: X25519PrivateKey = field(repr=False)

    @property
    def supervisor(self) -> Supervisor:
        """What nodes are told of it."""
        return Supervisor(id=self.id, public=self.private.public_key().public_bytes_raw())


def card_bytes(card: Card) -> bytes:
    """Return a card as bytes."""
    key = card.peer.keys[0]
    alone = Directory(
        name="card",
        serial=1,
        valid_from=key.valid_from,
        valid_to=key.valid_to,
        remarks=(),
        peers=(card.peer,),
        authorities=(card.authority,),
        quotas=(),
        bases=(),
    )
    value: JsonValue = {
        "format": _CARD,
        "at": instant_text(key.valid_from),
        "directory": directory_json(alone),
        "certificate": card.certificate.decode("ascii").splitlines(),
    }
    return canonical(value)


def read_card(data: bytes) -> Card:
    """Return the card of bytes.

    Args:
        data: The bytes.

    Raises:
        MalformedError: They are no card, or its certificate has another pin than the card says.
    """
    row = StrictFields(parse_canonical(data, where="card"), "card")
    if row.text("format") != _CARD:
        raise MalformedError("card.format", _CARD)
    row.instant("at")
    alone = read_directory(row.value("directory"))
    lines = row.rows("certificate", 200, _line)
    row.finish()
    certificate = "\n".join([*lines, ""]).encode("ascii")
    if len(alone.peers) != 1 or len(alone.authorities) != 1 or alone.bases:
        raise MalformedError("card", "one peer with the authority of its officers")
    try:
        is_same = pin_of(certificate) in alone.peers[0].tls_pins
    except ValueError:
        is_same = False
    if not is_same:
        raise MalformedError("card.certificate", "the certificate whose pin stands in the card")
    return Card(peer=alone.peers[0], authority=alone.authorities[0], certificate=certificate)


def public_bytes(identity: str, public: bytes) -> bytes:
    """Return the file of a public key."""
    return canonical({"format": _PUBLIC, "id": identity, "public": public.hex()})


def read_public(data: bytes) -> tuple[str, bytes]:
    """Return id and public key of a file.

    Raises:
        MalformedError: It is no such file.
    """
    return _key(data, _PUBLIC, "public")


def secret_bytes(key: SigningKey) -> bytes:
    """Return the file of a secret root key; who has it decides who takes part."""
    return canonical({"format": _SECRET, "id": key.id, "seed": key.seed.hex()})


def read_secret(data: bytes) -> SigningKey:
    """Return the secret root key of a file.

    Raises:
        MalformedError: It is no such file.
    """
    identity, seed = _key(data, _SECRET, "seed")
    return SigningKey(id=identity, seed=seed)


def inspection_bytes(key: InspectionKey) -> bytes:
    """Return the file of the secret key of a supervisory authority."""
    return canonical({"format": _SECRET, "id": key.id, "seed": key.private.private_bytes_raw().hex()})


def read_inspection(data: bytes) -> InspectionKey:
    """Return the secret key of a supervisory authority.

    Raises:
        MalformedError: It is no such file.
    """
    identity, seed = _key(data, _SECRET, "seed")
    return InspectionKey(id=identity, private=X25519PrivateKey.from_private_bytes(seed))


def _key(data: bytes, form: str, name: str) -> tuple[str, bytes]:
    row = StrictFields(parse_canonical(data, where="key"), "key")
    if row.text("format") != form:
        raise MalformedError("key.format", form)
    pair = row.id("id"), row.octets(name, KEY_BYTES)
    row.finish()
    return pair


def _line(value: JsonValue, where: str) -> str:
    text = StrictFields({"line": value}, where).text("line", 80)
    if not text.isascii():
        raise MalformedError(where, "a line of a PEM file")
    return text
