"""What a node is told once: who it is, whose directory it believes, to whom it seals what it asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from accord.exchange.canonical import JsonValue, MalformedError, canonical, parse_canonical
from accord.exchange.keys import KEY_BYTES
from accord.exchange.private_files import read_at_most, write_private
from accord.exchange.strict_fields import StrictFields

__all__ = ["Settings", "Supervisor", "read_settings", "write_settings"]

_FORMAT = "accord node/1"
_MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervisor:
    """The authority to which openings are sealed.

    Attributes:
        id: Its id.
        public: X25519 public key, 32 bytes.
    """

    id: str
    public: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a node is told once.

    Attributes:
        id: Id of the node in the directory.
        name: Name for people.
        address: ``https://host:port`` under which peers reach it.
        key: Id of the key with which it signs.
        supervisor: To whom openings are sealed; None until one is named, and then nothing can be asked.
        roots: Public root keys of the directory by id.
        least: How many of them must have signed the directory.
    """

    id: str
    name: str
    address: str
    key: str
    supervisor: Supervisor | None = None
    roots: Mapping[str, bytes] = field(default_factory=dict)
    least: int = 1


def read_settings(path: Path) -> Settings:
    """Return the settings of a node.

    Args:
        path: The file.

    Raises:
        OSError: There are none.
        MalformedError: They are not in their form.
    """
    data = read_at_most(path, _MOST_BYTES)
    row = StrictFields(parse_canonical(data, where="settings"), "settings")
    if row.text("format") != _FORMAT:
        raise MalformedError("settings.format", _FORMAT)
    supervisor, roots = row.value("supervisor"), row.value("roots")
    settings = Settings(
        id=row.id("id"),
        name=row.text("name"),
        address=row.text("address"),
        key=row.id("key"),
        supervisor=None if supervisor is None else _supervisor(supervisor),
        roots=_roots(roots),
        least=row.number("least", 1, 20),
    )
    row.finish()
    return settings


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings of a node.

    Args:
        path: The file.
        settings: What the node is told.
    """
    supervisor: JsonValue = None
    if settings.supervisor is not None:
        supervisor = {"id": settings.supervisor.id, "public": settings.supervisor.public.hex()}
    value: JsonValue = {
        "format": _FORMAT,
        "id": settings.id,
        "name": settings.name,
        "address": settings.address,
        "key": settings.key,
        "supervisor": supervisor,
        "roots": {key: public.hex() for key, public in settings.roots.items()},
        "least": settings.least,
    }
    write_private(path, canonical(value))


def _supervisor(value: JsonValue) -> Supervisor:
    row = StrictFields(value, "settings.supervisor")
    supervisor = Supervisor(id=row.id("id"), public=row.octets("public", KEY_BYTES))
    row.finish()
    return supervisor


def _roots(value: JsonValue) -> Mapping[str, bytes]:
    if not isinstance(value, Mapping):
        raise MalformedError("settings.roots", "an object")
    row = StrictFields(value, "settings.roots")
    roots = {key: row.octets(key, KEY_BYTES) for key in value}
    row.finish()
    return MappingProxyType(roots)
