"""Footnotes that must stand wherever a partner is named: of a declaration, and of files that know none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from accord.domain.declaration import Declaration

__all__ = ["KOSOVO_FOOTNOTE", "declared_footnotes", "kosovo_footnote"]

KOSOVO_FOOTNOTE = (
    "* This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and"
    " the ICJ Opinion on the Kosovo declaration of independence."
)
"""As the bundled declaration words it; files of a user are read without a declaration."""


def declared_footnotes(declaration: Declaration, partners: Collection[str]) -> Iterator[str]:
    """Yield the id, the name and the footnote of each partner that has one and is named.

    Args:
        declaration: The declaration; names are those of the day on which it was read last.
        partners: Ids of the partners that are named.
    """
    for row in declaration.partners:
        if row.footnote and row.id in partners:
            yield f"{row.id}: {row.name_on(declaration.last_read)}. {row.footnote}"


def kosovo_footnote(partners: Iterable[str], words: Iterable[str]) -> str:
    """Return the footnote on Kosovo* where a file of a user names it, otherwise nothing.

    Args:
        partners: Ids of partners in the file.
        words: Its titles, labels and notes.
    """
    is_named = "KOS" in partners or any("kosovo" in text.casefold() for text in words)
    return KOSOVO_FOOTNOTE if is_named else ""
