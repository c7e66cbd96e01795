"""Mutual TLS 1.3 between nodes: contexts, and the pin of whoever is at the other end.

OpenSSL checks the chain to the certificates that the operator accepted, the dates, the purpose and, at the
caller, the name of the host. After the handshake both ends look up the pin of the certificate in the
directory: a certificate that is good but belongs to no peer, or to another than was called, ends the
connection before a byte of a message is read. Earlier versions of TLS, session tickets, compression and
renegotiation are off.
"""

from __future__ import annotations

import ssl
from pathlib import Path

from accord.exchange.certificates import pin_of

__all__ = ["PROTOCOL", "PinError", "calling_context", "peer_pin", "serving_context"]

PROTOCOL = "accord-exchange/1"
"""Name of the protocol in the handshake (ALPN), so that no other service can be confused with a node."""


class PinError(ValueError):
    """The certificate at the other end is not one that the directory names for it."""

    def __init__(self) -> None:
        super().__init__("expected a certificate whose pin stands in the directory for this peer")


def serving_context(certificate: Path, key: Path, trusted: Path) -> ssl.SSLContext:
    """Return the context of a server that takes callers with a certificate only.

    Args:
        certificate: PEM file of the node's certificate.
        key: PEM file of its key.
        trusted: PEM file of the certificates of peers.

    Raises:
        OSError: A file cannot be read or used (``ssl.SSLError`` is one).
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.num_tickets = 0
    return _strict(context, certificate, key, trusted)


def calling_context(certificate: Path, key: Path, trusted: Path) -> ssl.SSLContext:
    """Return the context of a caller, which checks the name of the host too.

    Args:
        certificate: PEM file of the node's certificate.
        key: PEM file of its key.
        trusted: PEM file of the certificates of peers.

    Raises:
        OSError: A file cannot be read or used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = True
    return _strict(context, certificate, key, trusted)


def peer_pin(connection: ssl.SSLSocket) -> bytes:
    """Return the pin of the certificate at the other end of a finished handshake.

    Raises:
        PinError: There is none, or the handshake was not of TLS 1.3 and this protocol.
    """
    certificate = connection.getpeercert(binary_form=True)
    if not certificate or connection.version() != "TLSv1.3":
        raise PinError
    if connection.selected_alpn_protocol() != PROTOCOL:
        raise PinError
    try:
        return pin_of(certificate)
    except ValueError:
        raise PinError from None


def _strict(context: ssl.SSLContext, certificate: Path, key: Path, trusted: Path) -> ssl.SSLContext:
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_ecdh_curve("X25519")
    context.set_alpn_protocols([PROTOCOL])
    context.load_verify_locations(cafile=str(trusted))
    context.load_cert_chain(str(certificate), str(key))
    return context
