"""The TLS certificate of a node, and the pin by which its peers know it.

Each node makes its own certificate and gives it to its peers; there is no common authority whose mistake
would open all nodes. What is trusted is the pin in the signed directory: the SHA-256 of the subject public
key info.
Signatures of Ed25519 have one length, so that a handshake is as long as any other.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

__all__ = ["Certified", "make_certificate", "pin_of"]

_SERIAL_BITS = 64


class Certified(NamedTuple):
    """A certificate and its secret key, both as PEM.

    Attributes:
        certificate: PEM text of the certificate.
        key: PEM text of the key; no representation shows it.
    """

    certificate: bytes
    key: bytes

    def __repr__(self) -> str:
        return f"Certified(certificate=<{len(self.certificate)} bytes>)"


def make_certificate(
    name: str, hosts: Sequence[str], *, valid_from: datetime, valid_to: datetime
) -> Certified:
    """Return a new Ed25519 key and a certificate that it signed for itself, which can issue no other.

    Args:
        name: Id of the node.
        hosts: Names or addresses under which peers reach it.
        valid_from: First moment.
        valid_to: Last moment.
    """
    key = Ed25519PrivateKey.generate()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1 + secrets.randbits(_SERIAL_BITS))
        .not_valid_before(valid_from)
        .not_valid_after(valid_to)
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, None)
    )
    return Certified(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def pin_of(certificate: bytes) -> bytes:
    """Return the SHA-256 of the subject public key info of a certificate.

    Args:
        certificate: The certificate, as DER or as PEM.

    Raises:
        ValueError: It is no certificate.
    """
    is_text = certificate.lstrip().startswith(b"-----BEGIN")
    read = x509.load_pem_x509_certificate if is_text else x509.load_der_x509_certificate
    info = (
        read(certificate)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return hashlib.sha256(info).digest()


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
