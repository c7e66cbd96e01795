"""Inquiries of a node that wait for the second officer or for an answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from accord.exchange.epochs import epoch_of
from accord.exchange.inquiries import INQUIRY_LIMITS, Inquiry, inquiry_bytes, read_inquiry
from accord.exchange.private_files import make_private_folder, read_at_most, remove_file, write_private
from accord.exchange.strict_fields import IDENTITY

__all__ = ["PendingInquiries"]


class PendingInquiries:
    """The folder of inquiries that are not concluded.

    Args:
        folder: The folder; it is made when an inquiry is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, inquiry: Inquiry) -> None:
        """Keep an inquiry as it is now."""
        make_private_folder(self._folder)
        write_private(self._path(inquiry.id), inquiry_bytes(inquiry))

    def inquiry(self, identity: str) -> Inquiry:
        """Return an inquiry.

        Raises:
            FileNotFoundError: There is none with this id.
            MalformedError: Its file was altered.
        """
        return read_inquiry(read_at_most(self._path(identity), INQUIRY_LIMITS.size))

    def all(self) -> tuple[Inquiry, ...]:
        """Return all inquiries, oldest first."""
        names = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        found = (read_inquiry(read_at_most(path, INQUIRY_LIMITS.size)) for path in names)
        return tuple(sorted(found, key=lambda inquiry: (inquiry.at, inquiry.id)))

    def remove(self, identity: str) -> None:
        """Remove an inquiry that is concluded."""
        remove_file(self._path(identity))

    def remove_stale(self, now: datetime) -> tuple[str, ...]:
        """Remove inquiries of epochs that are over, which nobody can answer any more; return their ids."""
        stale = tuple(
            inquiry.id for inquiry in self.all() if inquiry.questions[0].statement.epoch != epoch_of(now)
        )
        for identity in stale:
            self.remove(identity)
        return stale

    def _path(self, identity: str) -> Path:
        if not IDENTITY.match(identity):
            raise FileNotFoundError(2, "no such inquiry", identity)
        return self._folder / f"{identity}.json"
