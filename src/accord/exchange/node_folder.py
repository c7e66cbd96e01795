"""The folder of a node: its settings, keys and files, which only its operator may read.

settings.json   id, name, address, key, supervisor, root keys
keys/           seed of the signing key, TLS certificate and key, seed of the officers' authority
directory.json  the signed directory          trusted.pem  certificates of peers
lists/          what the node holds           epochs/      what it published, erased at the end of an epoch
log/ store.db   of the machine that answers   office/      what the officers asked and follow up
received/       what peers published, erased at the end of an epoch
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from accord.exchange.canonical import MalformedError
from accord.exchange.certificates import make_certificate, pin_of
from accord.exchange.directory import OfficerAuthority, Peer, PeerKey
from accord.exchange.keys import KEY_BYTES, SigningKey
from accord.exchange.node_settings import Settings, write_settings
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.private_files import is_private, make_private_folder, read_at_most, write_private

__all__ = ["Card", "NodeFolder", "make_node"]

_MOST_CERTIFICATE_BYTES = 65_536
_CERTIFICATE_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a node tells those who write the directory, and its peers.

    Attributes:
        peer: Its entry among the peers.
        authority: The authority of its officers.
        certificate: PEM text of its certificate, which peers accept.
    """

    peer: Peer
    authority: OfficerAuthority
    certificate: bytes


@dataclass(frozen=True, slots=True)
class NodeFolder:
    """Where everything of a node is.

    Attributes:
        path: The folder.
    """

    path: Path

    @property
    def settings(self) -> Path:
        """The settings."""
        return self.path / "settings.json"

    @property
    def directory(self) -> Path:
        """The signed directory."""
        return self.path / "directory.json"

    @property
    def trusted(self) -> Path:
        """Certificates of peers."""
        return self.path / "trusted.pem"

    @property
    def certificate(self) -> Path:
        """The TLS certificate."""
        return self.path / "keys" / "tls.pem"

    @property
    def tls_key(self) -> Path:
        """The TLS key."""
        return self.path / "keys" / "tls.key"

    @property
    def epochs(self) -> Path:
        """What the node published."""
        return self.path / "epochs"

    @property
    def office(self) -> Path:
        """What the officers asked and follow up."""
        return self.path / "office"

    @property
    def received(self) -> Path:
        """What peers published."""
        return self.path / "received"

    def list_of(self, kind: IdentifierType) -> Path:
        """Return the list of a type."""
        return self.path / "lists" / f"{kind.value}.csv"

    def signing_key(self, key: str) -> SigningKey:
        """Return the key with which the node signs.

        Args:
            key: Id of the key, from the settings.

        Raises:
            MalformedError: The file does not hold a seed.
        """
        return self._key(key, "signing.seed")

    def officers_key(self) -> SigningKey:
        """Return the key that certifies officers.

        Not done: an authority that wants this key on another machine moves the file there.

        Raises:
            MalformedError: The file does not hold a seed.
        """
        return self._key("officers", "officers.seed")

    def _key(self, key: str, name: str) -> SigningKey:
        try:
            seed = read_at_most(self.path / "keys" / name, KEY_BYTES)
        except ValueError:
            seed = b""
        if len(seed) != KEY_BYTES:
            raise MalformedError(f"keys/{name}", f"{KEY_BYTES} bytes")
        return SigningKey(id=key, seed=seed)

    def loose_files(self) -> tuple[Path, ...]:
        """Return files and folders that others than the owner may read."""
        secret = (
            self.path / "officers",
            self.path / "keys",
            self.path / "lists",
            self.epochs,
            self.office,
            self.received,
        )
        inside = [path for folder in secret if folder.is_dir() for path in (folder, *folder.rglob("*"))]
        return tuple(path for path in (self.path, *sorted(inside)) if not is_private(path))


def make_node(path: Path, settings: Settings, *, now: datetime) -> Card:
    """Make the folder of a new node with keys of its own, and return its card.

    Args:
        path: The folder; it must not exist, or be empty.
        settings: What the node is told.
        now: The moment, aware.

    Raises:
        FileExistsError: The folder holds something.
        OSError: The folder cannot be made.
    """
    if path.exists() and any(path.iterdir()):
        raise FileExistsError(path)
    folder = NodeFolder(make_private_folder(path))
    path.chmod(0o700)
    make_private_folder(path / "keys")
    make_private_folder(path / "lists")
    write_private(path / "keys" / "signing.seed", secrets.token_bytes(KEY_BYTES))
    write_private(path / "keys" / "officers.seed", secrets.token_bytes(KEY_BYTES))
    start, end = now - timedelta(hours=1), now + timedelta(days=_CERTIFICATE_DAYS)
    host = settings.address.removeprefix("https://").partition(":")[0]
    made = make_certificate(settings.id, [host], valid_from=start, valid_to=end)
    write_private(folder.certificate, made.certificate)
    write_private(folder.tls_key, made.key)
    write_settings(folder.settings, settings)
    return _card(folder, settings, start, end)


def _card(folder: NodeFolder, settings: Settings, start: datetime, end: datetime) -> Card:
    certificate = read_at_most(folder.certificate, _MOST_CERTIFICATE_BYTES)
    key = PeerKey(
        id=settings.key, public=folder.signing_key(settings.key).public, valid_from=start, valid_to=end
    )
    peer = Peer(
        id=settings.id,
        name=settings.name,
        address=settings.address,
        tls_pins=(pin_of(certificate),),
        keys=(key,),
        types=tuple(IdentifierType),
    )
    authority = OfficerAuthority(
        peer=settings.id,
        id="officers",
        public=folder.officers_key().public,
        valid_from=start.date(),
        valid_to=end.date(),
    )
    return Card(peer=peer, authority=authority, certificate=certificate)
