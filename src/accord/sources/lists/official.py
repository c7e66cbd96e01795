"""The official addresses of lists, with licence, frequency and the sizes to expect."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

__all__ = ["OFFICIAL", "OfficialList", "read_official"]

OFFICIAL = Path(__file__).with_name("official.yml")
"""The addresses that come with Accord."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialList:
    """One list and where its authority publishes it.

    Attributes:
        code: Code of the list.
        title: Its name.
        publisher: The authority.
        page: Page on which the authority offers it.
        licence: Terms of its reuse.
        frequency: How often it changes.
        stale_after_days: Days without confirmation after which it is stale.
        fewest_bytes: Size below which a file cannot be the list.
        most_bytes: Size above which a file is not downloaded.
        url: Address of the file; empty where it has to be saved by hand.
        redirects_to: Domains to which the address may lead on; its own host always is one.
    """

    code: str
    title: str
    publisher: str
    page: str
    licence: str
    frequency: str
    stale_after_days: int
    fewest_bytes: int
    most_bytes: int
    url: str = ""
    redirects_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    lists: tuple[OfficialList, ...]


def read_official(path: Path = OFFICIAL) -> dict[str, OfficialList]:
    """Read addresses, by code of the list.

    Raises:
        InputDataError: The file is no such description (ACC-301 to ACC-307), or has a code twice (ACC-394).
        OSError: It cannot be opened.
    """
    text = path.read_text(encoding="utf-8")
    problems: list[Problem] = []
    file = read_row(_File, read_marked_yaml(text, file=str(path)), file=str(path), problems=problems)
    if file is None or problems:
        raise InputDataError(*problems)
    found = {one.code: one for one in file.lists}
    if len(found) < len(file.lists):
        raise InputDataError(
            Problem(
                id="ACC-394",
                what="Two lists have the same code.",
                file=str(path),
                value=", ".join(one.code for one in file.lists),
                expected="a code for each list",
                fix="Give one of them another code.",
            )
        )
    return found
