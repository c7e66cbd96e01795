"""A directory as canonical JSON, read strictly."""

from __future__ import annotations

import re

from accord.exchange.canonical import JsonValue, MalformedError
from accord.exchange.directory import (
    BasisEvidence,
    Directory,
    LegalBasis,
    OfficerAuthority,
    Peer,
    PeerKey,
)
from accord.exchange.directory_checks import check_directory
from accord.exchange.keys import WeakKeyError, check_public
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.quota_table import QuotaRule, day_ceiling
from accord.exchange.strict_fields import IDENTITY, StrictFields, instant_text

__all__ = ["MOST_BASES", "MOST_PEERS", "directory_json", "read_directory"]

MOST_PEERS, MOST_BASES = 200, 10_000
_ADDRESS = re.compile(r"https://[a-z0-9.-]{1,253}(?::[1-9]\d{0,4})?\Z", re.ASCII)


def read_directory(value: JsonValue) -> Directory:
    """Return the directory of a JSON value.

    Args:
        value: What stands under ``directory`` in the signed file.

    Raises:
        MalformedError: A field is missing, unknown or out of its range, or rows contradict each other.
    """
    row = StrictFields(value, "directory")
    directory = Directory(
        name=row.text("name"),
        serial=row.number("serial", 1),
        valid_from=row.instant("valid_from"),
        valid_to=row.instant("valid_to"),
        remarks=row.rows("remarks", 50, _remark),
        peers=row.rows("peers", MOST_PEERS, _peer),
        authorities=row.rows("authorities", 4 * MOST_PEERS, _authority),
        quotas=row.rows("quotas", len(IdentifierType), _quota),
        bases=row.rows("bases", MOST_BASES, _basis),
    )
    row.finish()
    check_directory(directory)
    return directory


def directory_json(directory: Directory) -> JsonValue:
    """Return a directory as the JSON value that ``read_directory`` reads."""
    return {
        "name": directory.name,
        "serial": directory.serial,
        "valid_from": instant_text(directory.valid_from),
        "valid_to": instant_text(directory.valid_to),
        "remarks": list(directory.remarks),
        "peers": [_peer_json(peer) for peer in directory.peers],
        "authorities": [
            {
                "peer": row.peer,
                "id": row.id,
                "public": row.public.hex(),
                "valid_from": row.valid_from.isoformat(),
                "valid_to": row.valid_to.isoformat(),
                "revoked": list(row.revoked),
            }
            for row in directory.authorities
        ],
        "quotas": [
            {"type": row.type.value, "burst": row.burst, "day": row.day, "month": row.month}
            for row in directory.quotas
        ],
        "bases": [_basis_json(row) for row in directory.bases],
    }


def _peer_json(peer: Peer) -> JsonValue:
    return {
        "id": peer.id,
        "name": peer.name,
        "address": peer.address,
        "tls_pins": [pin.hex() for pin in peer.tls_pins],
        "keys": [
            {
                "id": key.id,
                "public": key.public.hex(),
                "valid_from": instant_text(key.valid_from),
                "valid_to": instant_text(key.valid_to),
            }
            for key in peer.keys
        ],
        "types": [kind.value for kind in peer.types],
    }


def _basis_json(row: LegalBasis) -> JsonValue:
    return {
        "asker": row.asker,
        "holder": row.holder,
        "purpose": row.purpose,
        "type": row.type.value,
        "id": row.id,
        "text": row.text,
        "reference": row.reference,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat(),
        "offence_minimum_years": row.offence_minimum_years,
        "evidence": row.evidence.value,
    }


def _remark(value: JsonValue, where: str) -> str:
    return StrictFields({"remark": value}, where).text("remark", 2_000)


def _octets(value: JsonValue, where: str) -> bytes:
    return StrictFields({"pin": value}, where).octets("pin", 32)


def _officer_id(value: JsonValue, where: str) -> str:
    if not isinstance(value, str) or not IDENTITY.match(value):
        raise MalformedError(where, "an id of small letters, digits and . _ -")
    return value


def _kind(value: JsonValue, where: str) -> IdentifierType:
    return StrictFields({"type": value}, where).word("type", IdentifierType)


def _public(row: StrictFields) -> bytes:
    try:
        return check_public(row.octets("public", 32))
    except WeakKeyError as error:
        raise MalformedError(row.place("public"), f"a usable Ed25519 public key ({error})") from None


def _peer(value: JsonValue, where: str) -> Peer:
    row = StrictFields(value, where)
    peer = Peer(
        id=row.id("id"),
        name=row.text("name"),
        address=row.text("address"),
        tls_pins=row.rows("tls_pins", 4, _octets),
        keys=row.rows("keys", 8, _key),
        types=row.rows("types", len(IdentifierType), _kind),
    )
    row.finish()
    if not _ADDRESS.match(peer.address):
        raise MalformedError(f"{where}.address", "https://host:port and nothing after it")
    if not peer.tls_pins or not peer.keys:
        raise MalformedError(where, "at least one TLS pin and one key")
    return peer


def _key(value: JsonValue, where: str) -> PeerKey:
    row = StrictFields(value, where)
    key = PeerKey(
        id=row.id("id"),
        public=_public(row),
        valid_from=row.instant("valid_from"),
        valid_to=row.instant("valid_to"),
    )
    row.finish()
    return key


def _authority(value: JsonValue, where: str) -> OfficerAuthority:
    row = StrictFields(value, where)
    authority = OfficerAuthority(
        peer=row.id("peer"),
        id=row.id("id"),
        public=_public(row),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        revoked=row.rows("revoked", 10_000, _officer_id),
    )
    row.finish()
    return authority


def _quota(value: JsonValue, where: str) -> QuotaRule:
    row = StrictFields(value, where)
    kind = row.word("type", IdentifierType)
    day = row.number("day", 0, day_ceiling(kind))
    rule = QuotaRule(type=kind, burst=row.number("burst", 0, day), day=day, month=row.number("month", day))
    row.finish()
    if rule.month > 30 * rule.day:
        raise MalformedError(f"{where}.month", "at most 30 times the day")
    return rule


def _basis(value: JsonValue, where: str) -> LegalBasis:
    row = StrictFields(value, where)
    basis = LegalBasis(
        asker=row.id("asker"),
        holder=row.id("holder"),
        purpose=row.id("purpose"),
        type=row.word("type", IdentifierType),
        id=row.id("id"),
        text=row.text("text", 2_000),
        reference=row.text("reference", 1_000),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        offence_minimum_years=row.number("offence_minimum_years", 0, 50),
        evidence=row.word("evidence", BasisEvidence),
    )
    row.finish()
    return basis
