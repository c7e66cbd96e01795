"""What `accord money --prices` says: sums in the prices of one year, by a price index that is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_table, say
from accord.cli.tracing_money import shown_amount
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from accord.domain.constant_sum import ConstantSum
    from accord.domain.conversion import Undeflated
    from accord.domain.rate import Deflator
    from accord.store.flow_query import FlowQuery
    from accord.store.money import MoneyRow

__all__ = ["Prices", "open_prices", "print_in_prices"]

_YEAR = "year"
_PLACES = 6
"""Decimal places of amounts in JSON, as many as converted amounts have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """The prices that are asked for.

    Attributes:
        deflator: The price index.
        year: Year in whose prices amounts are shown.
    """

    deflator: Deflator
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The years of one group of flows, and what they are in constant prices."""

    dimensions: Sequence[str]
    years: Sequence[MoneyRow]
    sum: ConstantSum

    def flows(self, part: str) -> int:
        return sum(int(getattr(row, part)) for row in self.years)

    @property
    def undeflated(self) -> list[tuple[MoneyRow, Undeflated]]:
        """The years with flows that count and stay in current prices, each with the reason."""
        pairs = zip(self.years, self.sum.parts, strict=True)
        return [(row, part.reason) for row, part in pairs if part.reason is not None and row.counted]


def open_prices(year: int | None, deflator: Path | None) -> Prices | None:
    """Read the price index that is asked for; None if no other prices are.

    Raises:
        UsageError: One of the two is missing (ACC-219), or the index has no such year (ACC-220).
        InputDataError: The file or its description is wrong (ACC-301 to ACC-307, ACC-340 to ACC-347).
        OutsideError: It cannot be opened (ACC-504).
    """
    from accord.sources.rates.reading import read_deflator

    if year is None and deflator is None:
        return None
    if year is None or deflator is None:
        raise UsageError(
            Problem(
                id="ACC-219",
                what="Constant prices need both a year and a price index.",
                field="--prices" if year is None else "--deflator",
                expected="--prices YEAR --deflator FILE",
                fix="Name the year in whose prices amounts are wanted, and the file of the index; no index is"
                " taken for granted.",
            )
        )
    index = read_deflator(deflator)
    if year not in index.indices:
        raise UsageError(
            Problem(
                id="ACC-220",
                what="The price index has no value for the year of the prices.",
                file=index.file,
                field="--prices",
                value=str(year),
                expected=f"one of the years {min(index.indices)} to {max(index.indices)} that has an index",
                fix="Choose another year, or a longer index.",
            )
        )
    return Prices(deflator=index, year=year)


def print_in_prices(
    folder: Path, dimensions: Sequence[str], prices: Prices, *, query: FlowQuery, is_own: bool, json: bool
) -> None:
    """Print sums in constant prices, and beside them what stays in current ones.

    Args:
        folder: Folder of the snapshot.
        dimensions: What to group by; each year is deflated by itself also where it is not among them.
        prices: The prices.
        query: Which flows are meant.
        is_own: True for amounts in the currency in which they are stated.
        json: True for JSON.

    Raises:
        UsageError: The index is of another currency than the amounts (ACC-221), no transactions were taken
            in (ACC-214), or a dimension is not known (ACC-215).
    """
    from accord.store.money import money_by

    asked = [*dimensions, *([] if _YEAR in dimensions else [_YEAR])]
    rows = money_by(folder, asked, own_currency=is_own, query=query)
    if not is_own:
        _check_currency(prices, rows)
    groups = list(_groups(dimensions, rows, prices))
    if json:
        print_json([_to_json(group, prices) for group in groups])
        return
    _print(dimensions, groups, prices)


def _check_currency(prices: Prices, rows: Sequence[MoneyRow]) -> None:
    currency = next((row.currency for row in rows if row.currency), prices.deflator.currency)
    if currency != prices.deflator.currency:
        raise UsageError(
            Problem(
                id="ACC-221",
                what="The price index applies to amounts of another currency.",
                file=prices.deflator.file,
                field="--deflator",
                value=prices.deflator.currency,
                expected=f"an index for {currency}, into which the snapshot converts",
                fix=f"Use --currency own to bring amounts stated in {prices.deflator.currency} to constant"
                f" prices, or build with --currency {prices.deflator.currency}.",
            )
        )


def _groups(dimensions: Sequence[str], rows: Sequence[MoneyRow], prices: Prices) -> Iterable[_Group]:
    from accord.methods.deflation import deflate_by_year

    grouped: dict[tuple[str | None, ...], list[MoneyRow]] = {}
    for row in rows:
        key = (*(row.group[name] for name in dimensions), row.currency)
        grouped.setdefault(key, []).append(row)
    for key in sorted(grouped, key=lambda key: [(part is None, part or "") for part in key]):
        years = grouped[key]
        sums = [(int(year) if (year := row.group[_YEAR]) is not None else None, row.amount) for row in years]
        found = deflate_by_year(sums, key[-1] or "", prices.deflator, base_year=prices.year)
        yield _Group(dimensions=dimensions, years=years, sum=found)


def _print(dimensions: Sequence[str], groups: Sequence[_Group], prices: Prices) -> None:
    print_table(
        [
            *dimensions,
            "currency",
            f"prices of {prices.year}",
            "still in current prices",
            "counted",
            "of them in current prices",
        ],
        [
            [
                *(group.years[0].group[name] or "unknown" for name in dimensions),
                group.years[0].currency or "none stated",
                shown_amount(group.sum.constant),
                shown_amount(group.sum.current),
                f"{group.flows('counted'):,}",
                f"{sum(row.counted for row, _reason in group.undeflated):,}",
            ]
            for group in groups
        ],
        numeric=4,
    )
    index = prices.deflator
    say(
        f"Prices of {prices.year} by {index.id}: {index.title}, {index.publisher} ({index.file}); index of"
        f" {prices.year}: {index.indices[prices.year]}. The year of an amount is that of its value date."
    )
    for words, count in _reasons(groups).items():
        say(f"Still in current prices: {count:,} flows, because {words}.")
    if index.unlisted:
        say(f"Columns of {index.file} that its description does not name: {', '.join(index.unlisted)}.")


def _reasons(groups: Sequence[_Group]) -> dict[str, int]:
    """Return how many flows stay in current prices, by the reason in words."""
    years: dict[Undeflated, tuple[int, set[str]]] = {}
    for group in groups:
        for row, reason in group.undeflated:
            count, named = years.get(reason, (0, set()))
            years[reason] = (count + row.counted, named | {row.group[_YEAR] or ""})
    listed = {"no_index_of_year"}
    return {
        reason.meaning + (f" ({', '.join(sorted(named))})" if reason.value in listed else ""): count
        for reason, (count, named) in years.items()
    }


def _to_json(group: _Group, prices: Prices) -> dict[str, object]:
    from accord.methods.conversion import rounded

    index, first = prices.deflator, group.years[0]
    constant, current = group.sum.constant, group.sum.current
    return {
        **{name: first.group[name] for name in group.dimensions},
        "currency": first.currency,
        "base_year": prices.year,
        "amount_constant": None if constant is None else str(rounded(constant, places=_PLACES)),
        "amount_current": None if current is None else str(current),
        "flows": group.flows("flows"),
        "flows_counted": group.flows("counted"),
        "flows_excluded": group.flows("excluded"),
        "flows_unconverted": group.flows("unconverted"),
        "flows_in_current_prices": sum(row.counted for row, _reason in group.undeflated),
        "deflator": {
            "id": index.id,
            "title": index.title,
            "publisher": index.publisher,
            "url": index.url,
            "currency": index.currency,
            "file": index.file,
            "sha256": index.sha256,
            "index_of_base_year": str(index.indices[prices.year]),
        },
        "years": [
            {
                "year": part.year,
                "amount": None if part.amount is None else str(part.amount),
                "index": None if part.index_of_year is None else str(part.index_of_year),
                "amount_constant": None if part.result is None else str(rounded(part.result, places=_PLACES)),
                "flows_counted": row.counted,
                "reason": part.reason.meaning if part.reason and row.counted else None,
            }
            for row, part in zip(group.years, group.sum.parts, strict=True)
        ],
    }
