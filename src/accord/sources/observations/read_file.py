"""What was read of some files: the observations, and for each file its hash, its terms and what is unread."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.observation import Observation

__all__ = ["ReadFile", "Reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file that was read.

    Attributes:
        name: Its name.
        sha256: Hash of its bytes on disk, hexadecimal.
        layout: Id of the layout.
        layout_sha256: Hash of the bytes of the layout.
        publisher: Who publishes it.
        url: Address from which it comes.
        licence: Terms of use.
        vintage: Editions that it holds, with commas.
        rows: Number of observations.
        unread: Columns, and in words other parts such as sheets, that are neither used nor ignored by name.
        passed_over: Number of rows that the layout says are not wanted.
        rounded: Number of cells with more decimals than tables hold.
    """

    name: str
    sha256: str
    layout: str
    layout_sha256: str
    publisher: str
    url: str
    licence: str
    vintage: str
    rows: int
    unread: tuple[str, ...] = ()
    passed_over: int = 0
    rounded: int = 0

    def to_row(self) -> dict[str, object]:
        """Return the row of the table ``observation_files``."""
        names = (
            "name",
            "sha256",
            "layout",
            "layout_sha256",
            "publisher",
            "url",
            "licence",
            "vintage",
            "rows",
        )
        return {name: getattr(self, name) for name in names} | {"unread": list(self.unread)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What some files say.

    Attributes:
        observations: All of them, in the order of the files.
        files: The files in their order.
    """

    observations: tuple[Observation, ...]
    files: tuple[ReadFile, ...]
