"""Officers' keys lie in files that a passphrase locks; it is asked for at each signature and kept nowhere.

A file holds the certificate in plain and the secret seed encrypted. The encryption that PKCS #8 files get
from the library derives its key with 2,048 rounds of PBKDF2, 0.4 ms for a guess on one core; a stolen file
would not hold. Here it is scrypt (RFC 7914) with 64 MiB and about 0.14 s for a guess, and ChaCha20-Poly1305,
which binds the certificate too.

Not done: smart cards. An authority that has them should sign there; this is the least that is honest.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.keys import SigningKey
from accord.exchange.officers import (
    CaseSignature,
    Officer,
    OfficerCertificate,
    read_case_signature,
    signature_json,
)
from accord.exchange.private_files import make_private_folder, read_at_most, write_private
from accord.exchange.strict_fields import IDENTITY, StrictFields

__all__ = [
    "LEAST_PASSPHRASE",
    "LockedError",
    "OfficerKeys",
    "PassphraseError",
    "lock_officer",
    "read_certificate",
    "unlock_officer",
]

LEAST_PASSPHRASE = 12
"""Characters of a passphrase at least."""
_MOST_PASSPHRASE = 1_000
_FORMAT = "accord officer key/1"
_LIMITS = Limits(size=8_192, depth=4, items=64)
_COST, _MOST_COST = 16, 20
_NO_SIGNATURE = bytes(64)


class LockedError(ValueError):
    """The passphrase does not open the key, or the file was altered; which of them cannot be told."""

    def __init__(self) -> None:
        super().__init__("the passphrase does not open this key")


class PassphraseError(ValueError):
    """A passphrase is too short or too long."""

    def __init__(self) -> None:
        super().__init__(f"expected a passphrase of {LEAST_PASSPHRASE} to {_MOST_PASSPHRASE} characters")


def lock_officer(officer: Officer, passphrase: str, *, cost: int = _COST) -> bytes:
    """Return the file of an officer's key.

    Args:
        officer: The officer.
        passphrase: At least 12 characters; several words are better than few signs.
        cost: Power of two of the work of scrypt; less than 16 in tests only.

    Raises:
        PassphraseError: The passphrase is too short or too long.
    """
    if not LEAST_PASSPHRASE <= len(passphrase) <= _MOST_PASSPHRASE:
        raise PassphraseError
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    certificate = _certificate_json(officer.certificate)
    cipher = ChaCha20Poly1305(_derived(passphrase, salt, cost))
    value: JsonValue = {
        "format": _FORMAT,
        "certificate": certificate,
        "cost": cost,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": cipher.encrypt(nonce, officer.key.seed, canonical(certificate)).hex(),
    }
    return canonical(value)


def read_certificate(data: bytes) -> OfficerCertificate:
    """Return the certificate of an officer's file; the authority's signature is not verified here.

    Raises:
        MalformedError: The bytes are no such file.
    """
    return _parts(data)[0].certificate


def unlock_officer(data: bytes, passphrase: str) -> Officer:
    """Return the officer of a file.

    Args:
        data: The file.
        passphrase: The passphrase.

    Raises:
        MalformedError: The bytes are no such file.
        LockedError: The passphrase does not open it.
    """
    signature, cost, salt, nonce, sealed = _parts(data)
    certificate = signature.certificate
    try:
        cipher = ChaCha20Poly1305(_derived(passphrase[:_MOST_PASSPHRASE], salt, cost))
        seed = cipher.decrypt(nonce, sealed, canonical(_certificate_json(certificate)))
    except InvalidTag:
        raise LockedError from None
    key = SigningKey(id=certificate.officer, seed=seed)
    if key.public != certificate.public:
        raise LockedError
    return Officer(certificate=certificate, key=key)


class OfficerKeys:
    """The folder of the officers' files of a node.

    Args:
        folder: The folder; it is made when a key is added.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, officer: Officer, passphrase: str, *, cost: int = _COST) -> Path:
        """Write the file of an officer and return its path.

        Raises:
            FileExistsError: There is an officer with this id.
            PassphraseError: The passphrase is too short or too long.
        """
        path = make_private_folder(self._folder) / f"{officer.certificate.officer}.json"
        if path.exists():
            raise FileExistsError(path)
        write_private(path, lock_officer(officer, passphrase, cost=cost))
        return path

    def certificates(self) -> tuple[OfficerCertificate, ...]:
        """Return the certificates of all officers who have a file here, by id."""
        paths = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        return tuple(read_certificate(read_at_most(path, _LIMITS.size)) for path in paths)

    def unlock(self, officer: str, passphrase: str) -> Officer:
        """Return an officer, to sign once.

        Args:
            officer: Id of the officer.
            passphrase: The passphrase.

        Raises:
            LockedError: There is no such officer, or the passphrase is another.
        """
        path = self._folder / f"{officer}.json"
        if not IDENTITY.match(officer) or not path.is_file():
            raise LockedError
        return unlock_officer(read_at_most(path, _LIMITS.size), passphrase)


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode("utf-8"))


def _certificate_json(certificate: OfficerCertificate) -> JsonValue:
    """Return a certificate as JSON, in the form in which it travels, with no signature of the officer."""
    return signature_json(CaseSignature(certificate=certificate, signature=_NO_SIGNATURE))


def _parts(data: bytes) -> tuple[CaseSignature, int, bytes, bytes, bytes]:
    row = StrictFields(parse_canonical(data, _LIMITS, where="officer"), "officer")
    if row.text("format") != _FORMAT:
        raise MalformedError("officer.format", _FORMAT)
    signature = read_case_signature(row.value("certificate"), "officer.certificate")
    parts = (row.number("cost", 1, _MOST_COST), row.octets("salt", 16), row.octets("nonce", 12))
    sealed = row.octets("sealed", 48)
    row.finish()
    if signature.signature != _NO_SIGNATURE:
        raise MalformedError("officer.certificate.signature", "no signature of the officer")
    return (signature, *parts, sealed)
