"""The rows of a printed financing plan: who pays, as what, under which code, how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.cleaning.printed_amounts import PrintedAmount, clean_printed_amount, ends_with_amount
from accord.cleaning.wbif_codes import find_wbif_codes
from accord.domain.project import LineKind
from accord.sources.register.page_blocks import Block

__all__ = ["TOTALS", "FinancingRow", "RowRefusedError", "group_rows", "read_financing_row"]

TOTALS = ("Total", "Total Grants", "Total Loans")
"""Labels of the sums that the register prints below its lines."""

_PAGE_CURRENCY = "EUR"
"""Currency of amounts without one: the register keeps its plans in euro."""

_KINDS = {kind.value.casefold(): kind for kind in LineKind} | {"grant": LineKind.WBIF_GRANT}
_HEADINGS = frozenset({"financier", "type", "code", "amount", "source", "grant code", "financing"})
_BOILERPLATE = frozenset({"print to pdf", "print"})
_OWN_GRANTS = "WBIF"
_LONE_SIGN = re.compile(r"€|EUR|Euro", re.IGNORECASE)


class RowRefusedError(Exception):
    """A row that does not fit: why, what was expected, whether it holds any amount."""

    def __init__(self, why: str, expected: str, *, is_without_amount: bool = False) -> None:
        self.why, self.expected, self.is_without_amount = why, expected, is_without_amount
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingRow:
    """One printed row.

    Attributes:
        label: One of ``TOTALS``; empty for a financing line.
        kind: Kind of line; None for a total.
        financier: Who pays; empty for a total.
        code: Code as printed; empty if none.
        amount: The amount.
    """

    label: str
    kind: LineKind | None
    financier: str
    code: str
    amount: PrintedAmount


def group_rows(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks that belong to one row each.

    A row of a table is a row; where a page draws its plan without a table, a row ends with an
    amount. Headings of columns and the button for printing are passed over.

    Args:
        blocks: Pieces of text between the heading of the plan and the next heading.
    """
    pending: list[Block] = []
    for block in blocks:
        if block.text.casefold() in _BOILERPLATE:
            continue
        if pending and block.row != pending[-1].row:
            yield from _unless_headings(pending)
            pending = []
        pending.append(block)
        if block.row == 0 and _is_amount(block.text):
            yield tuple(pending)
            pending = []
    yield from _unless_headings(pending)


def _unless_headings(row: list[Block]) -> Iterator[tuple[Block, ...]]:
    if any(block.text.casefold() not in _HEADINGS for block in row):
        yield tuple(row)


def _is_amount(text: str) -> bool:
    if ends_with_amount(text) is not None:
        return True
    try:
        clean_printed_amount(text, default_unit=_PAGE_CURRENCY)
    except ValueError:
        return False
    return True


def read_financing_row(cells: Sequence[str]) -> FinancingRow:
    """Read one row.

    Args:
        cells: Its texts, the amount last, whether in cells of their own or run together.

    Raises:
        RowRefusedError: The amount, the kind or the financier cannot be told.
    """
    *before, amount_text = _split_amount([cell for cell in cells if not _LONE_SIGN.fullmatch(cell)])
    try:
        amount = clean_printed_amount(amount_text, default_unit=_PAGE_CURRENCY)
    except ValueError as error:
        is_without = not any(sign.isdigit() for sign in amount_text)
        why = "the row has no amount" if is_without else str(error)
        expected = "an amount such as € 1,105,500, last in the row"
        raise RowRefusedError(why, expected, is_without_amount=is_without) from error
    label = " ".join(before).rstrip(" :").casefold()
    for total in TOTALS:
        if label == total.casefold():
            return FinancingRow(label=total, kind=None, financier="", code="", amount=amount)
    kind, financier, code = _split_kind(before)
    return FinancingRow(label="", kind=kind, financier=financier, code=code, amount=amount)


def _split_amount(cells: list[str]) -> list[str]:
    if not cells:
        return [""]
    *before, last = cells
    start = ends_with_amount(last)
    if start:
        return [*before, last[:start].strip(), last[start:]]
    return cells


def _split_kind(cells: list[str]) -> tuple[LineKind, str, str]:
    places = [place for place, cell in enumerate(cells) if cell.casefold() in _KINDS]
    if not places:
        return _split_merged(" ".join(cells))
    place = places[-1]
    before, after = cells[:place], cells[place + 1 :]
    if len(before) > 1 and len(places) > 1:
        raise RowRefusedError("two lines run into each other", "one kind of line in a row")
    kind = _checked(_KINDS[cells[place].casefold()], cells[place], " ".join(before))
    return kind, " ".join(before) or _OWN_GRANTS, " ".join(after)


def _split_merged(text: str) -> tuple[LineKind, str, str]:
    code = next((code.written for code in find_wbif_codes(text)), "")
    rest = text.removesuffix(code).rstrip()
    for word in sorted(_KINDS, key=len, reverse=True):
        if re.search(rf"(?:^|\s){re.escape(word)}$", rest, re.IGNORECASE):
            financier = rest[: -len(word)].rstrip()
            kind = _checked(_KINDS[word], word, financier)
            return kind, financier or _OWN_GRANTS, code
    raise RowRefusedError("the kind of the line is not known", ", ".join(kind.value for kind in LineKind))


def _checked(kind: LineKind, word: str, financier: str) -> LineKind:
    is_own = financier.upper() == _OWN_GRANTS or (not financier and word.casefold() == "wbif grant")
    if kind is LineKind.WBIF_GRANT and not is_own:
        raise RowRefusedError(
            "the grant of another giver is not called an External Grant",
            "WBIF as the financier of a grant, or the kind External Grant",
        )
    if not financier and kind is not LineKind.WBIF_GRANT:
        raise RowRefusedError("the line names no financier", "who pays, before the kind of the line")
    return kind
