"""Certificates of invented nodes, good and bad, as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from accord.exchange.certificates import make_certificate, pin_of

__all__ = ["HOST", "NOW", "TlsFolder", "trust"]

HOST = "127.0.0.1"
NOW = datetime.now(UTC).replace(microsecond=0)
"""The moment of these tests: OpenSSL takes the clock of the machine and no other."""


class TlsFolder:
    """Certificate, key and accepted certificates of one node."""

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        hosts: Sequence[str] = (HOST,),
        days: tuple[int, int] = (-1, 30),
    ) -> None:
        self.name = name
        self.certificate, self.key = folder / f"{name}.pem", folder / f"{name}.key"
        self.trusted = folder / f"{name}.trusted.pem"
        made = make_certificate(
            name, hosts, valid_from=NOW + timedelta(days[0]), valid_to=NOW + timedelta(days[1])
        )
        self.certificate.write_bytes(made.certificate)
        self.key.write_bytes(made.key)
        self.pin = pin_of(made.certificate)

    @property
    def files(self) -> tuple[Path, Path, Path]:
        return self.certificate, self.key, self.trusted


def trust(node: TlsFolder, *others: TlsFolder) -> None:
    """Let a node accept the certificates of others."""
    node.trusted.write_bytes(b"".join(other.certificate.read_bytes() for other in others))
