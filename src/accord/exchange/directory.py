"""The directory of an exchange: who takes part, whose word counts, and what may be asked on which basis.

Everything is denied unless a row allows it: a question needs a legal basis on file for that asker, that
holder, that purpose and that type on that day. A row whose source nobody has read allows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.quota_table import QuotaRule, default_quota

__all__ = ["BasisEvidence", "Directory", "LegalBasis", "OfficerAuthority", "Peer", "PeerKey"]


class BasisEvidence(StrEnum):
    """Whether somebody read the text of a legal basis; only ``seen`` allows anything."""

    SEEN = "seen"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerKey:
    """A key with which a peer signs its messages, epochs and heads of its log.

    Attributes:
        id: Id of the key, unique in the directory.
        public: Ed25519 public key, 32 bytes.
        valid_from: First moment at which it counts.
        valid_to: Last moment at which it counts.
    """

    id: str
    public: bytes
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An authority that takes part.

    Attributes:
        id: Id, such as ``police-aldoria``.
        name: Name for people.
        address: Address of its node, ``https://host:port``.
        tls_pins: SHA-256 of the public key info (SPKI) of its TLS certificates; several while one is changed.
        keys: Keys with which it signs.
        types: Types of identifier of which it holds a list and answers questions.
    """

    id: str
    name: str
    address: str
    tls_pins: tuple[bytes, ...]
    keys: tuple[PeerKey, ...]
    types: tuple[IdentifierType, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAuthority:
    """The key with which a peer certifies its officers, and the officers whose certificate it took back.

    Attributes:
        peer: Id of the peer.
        id: Id of this authority.
        public: Ed25519 public key, 32 bytes.
        valid_from: First day on which its certificates count.
        valid_to: Last day.
        revoked: Ids of officers whose certificates do not count any more.
    """

    peer: str
    id: str
    public: bytes
    valid_from: date
    valid_to: date
    revoked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """What allows one authority to ask another for one purpose about one type.

    Attributes:
        asker: Id of the peer that asks.
        holder: Id of the peer that answers.
        purpose: Id of the purpose, such as ``criminal-investigation``.
        type: Type of identifier.
        id: Id of the row.
        text: What it allows, in words.
        reference: Treaty, law or agreement with its article.
        valid_from: First day.
        valid_to: Last day; a basis without an end is given a day on which it is looked at again.
        offence_minimum_years: Least maximum sentence of the offence, in years; 0 if there is no threshold.
        evidence: Whether somebody read it.
    """

    asker: str
    holder: str
    purpose: str
    type: IdentifierType
    id: str
    text: str
    reference: str
    valid_from: date
    valid_to: date
    offence_minimum_years: int
    evidence: BasisEvidence

    def is_open(self, day: date) -> bool:
        """Return whether it allows anything on a day."""
        return self.evidence is BasisEvidence.SEEN and self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """A whole directory. It is read from a signed file; see ``directory_file.load_directory``.

    Attributes:
        name: Name of the exchange.
        serial: Number that grows with each issue; an older directory is refused.
        valid_from: First moment at which it counts.
        valid_to: Last moment.
        remarks: What a reader should know, in words.
        peers: Who takes part.
        authorities: Who certifies officers.
        quotas: Quotas that differ from the defaults.
        bases: What is allowed.
    """

    name: str
    serial: int
    valid_from: datetime
    valid_to: datetime
    remarks: tuple[str, ...]
    peers: tuple[Peer, ...]
    authorities: tuple[OfficerAuthority, ...]
    quotas: tuple[QuotaRule, ...]
    bases: tuple[LegalBasis, ...]

    def is_valid(self, at: datetime) -> bool:
        """Return whether the directory counts at a moment."""
        return self.valid_from <= at <= self.valid_to

    def peer(self, peer: str) -> Peer | None:
        """Return a peer by its id; None if it takes no part."""
        return next((row for row in self.peers if row.id == peer), None)

    def peer_of_pin(self, pin: bytes) -> Peer | None:
        """Return the peer whose TLS certificate has a pin; None if nobody's has."""
        return next((row for row in self.peers if pin in row.tls_pins), None)

    def key(self, peer: str, key: str, at: datetime) -> bytes | None:
        """Return the public key of a peer by its id; None if it is not the peer's or does not count then.

        Args:
            peer: Id of the peer.
            key: Id of the key.
            at: Moment at which it must count.
        """
        found = self.peer(peer)
        keys = found.keys if found else ()
        return next((k.public for k in keys if k.id == key and k.valid_from <= at <= k.valid_to), None)

    def authority(self, peer: str, day: date) -> OfficerAuthority | None:
        """Return who certifies officers of a peer on a day; None if nobody does."""
        rows = (row for row in self.authorities if row.peer == peer)
        return next((row for row in rows if row.valid_from <= day <= row.valid_to), None)

    def quota(self, kind: IdentifierType) -> QuotaRule:
        """Return the quota of a type: the directory's, or the default."""
        return next((row for row in self.quotas if row.type is kind), default_quota(kind))

    def basis(
        self, asker: str, holder: str, purpose: str, kind: IdentifierType, day: date
    ) -> LegalBasis | None:
        """Return what allows a question on a day; None, which means no, if nothing does.

        Args:
            asker: Id of the peer that asks.
            holder: Id of the peer that is asked; a basis in one direction is none in the other.
            purpose: Purpose of the question.
            kind: Type of identifier.
            day: Day of the question, in UTC.
        """
        wanted = (asker, holder, purpose, kind)
        rows = (row for row in self.bases if (row.asker, row.holder, row.purpose, row.type) == wanted)
        return next((row for row in rows if row.is_open(day)), None)
