"""Sectors, countries and regions: at one level only, and their shares add up (standard ruleset)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from accord.publish.iati.records import Row, written
from accord.publish.iati.rules import Find, Rule, Subject, places, standard_rule

__all__ = ["SHARE_RULES"]

_WHOLE = Decimal(100)
_DAC = "1"
"""The vocabulary that is meant where none is named, for sectors and for regions."""
_OWN = {"98", "99"}
"""Vocabularies of the reporting organisation: its codes mean nothing without a name."""
_Group = Sequence[Row]


def _groups(subject: Subject, table: str) -> dict[str, list[Row]]:
    """Return the rows of an activity itself by vocabulary."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in subject.record.inside(table, "transaction", None):
        found[written(row.get("vocabulary")) or _DAC].append(row)
    return found


def _shares(rows: _Group) -> list[Decimal]:
    shares = (row.get("percentage") for row in rows)
    return [share for share in shares if isinstance(share, Decimal)]


def _is_partly_shared(rows: _Group) -> bool:
    return len(rows) > 1 and len(_shares(rows)) < len(rows)


def _is_wrong_alone(rows: _Group) -> bool:
    return len(rows) == 1 and any(share != _WHOLE for share in _shares(rows))


def _is_wrong_sum(rows: _Group) -> bool:
    return len(rows) > 1 and sum(_shares(rows)) != _WHOLE


def _sectors(is_broken: Callable[[_Group], bool]) -> Find:
    def find(subject: Subject) -> Iterator[str]:
        for vocabulary, rows in _groups(subject, "sectors").items():
            if is_broken(rows):
                yield f"sectors of vocabulary {vocabulary}"

    return find


def _sector_sum(subject: Subject) -> Iterator[str]:
    for vocabulary, rows in _groups(subject, "sectors").items():
        summed = _shares(rows) if vocabulary == _DAC else rows
        total = sum(_shares(rows), Decimal(0))
        if len(summed) > 1 and total != _WHOLE:
            yield f"sectors of vocabulary {vocabulary}: {written(total)} %"


def _regions(is_broken: Callable[[_Group, _Group], bool]) -> Find:
    """Return a finder of vocabularies of regions that break a rule together with the countries."""

    def find(subject: Subject) -> Iterator[str]:
        countries = subject.record.inside("recipient_countries", "transaction", None)
        for vocabulary, rows in _groups(subject, "recipient_regions").items():
            if is_broken(rows, countries):
                yield f"recipient_regions of vocabulary {vocabulary}"

    return find


def _countries(is_broken: Callable[[_Group], bool]) -> Find:
    """Return a finder of countries that break a rule where there are no regions."""

    def find(subject: Subject) -> Iterator[str]:
        has_regions = subject.record.inside("recipient_regions", "transaction", None)
        if not has_regions and is_broken(subject.record.inside("recipient_countries", "transaction", None)):
            yield "recipient_countries"

    return find


def _has_place(subject: Subject, transaction: Row | None) -> bool:
    key = transaction.get("transaction") if transaction else None
    tables = ("recipient_countries", "recipient_regions")
    return any(subject.record.inside(table, "transaction", key) for table in tables)


def _transactions_have(subject: Subject, *tables: str) -> bool:
    return any(row.get("transaction") is not None for table in tables for row in subject.record.rows(table))


def _places_twice(subject: Subject) -> Iterator[str]:
    if _has_place(subject, None) and _transactions_have(subject, "recipient_countries", "recipient_regions"):
        yield "transactions"


def _no_place(subject: Subject) -> Iterator[str]:
    if not subject.record.rows("recipient_countries") and not subject.record.rows("recipient_regions"):
        yield "activities"


def _transaction_without_place(subject: Subject) -> Iterator[str]:
    if not _has_place(subject, None):
        for number, row in enumerate(subject.record.rows("transactions"), 1):
            if not _has_place(subject, row):
                yield f"transactions {number}"


def _no_sector(subject: Subject) -> Iterator[str]:
    if not subject.record.rows("sectors"):
        yield "sectors"


def _sectors_twice(subject: Subject) -> Iterator[str]:
    if subject.record.inside("sectors", "transaction", None) and _transactions_have(subject, "sectors"):
        yield "sectors"


def _transaction_without_sector(subject: Subject) -> Iterator[str]:
    if not subject.record.inside("sectors", "transaction", None):
        for number, row in enumerate(subject.record.rows("transactions"), 1):
            if not subject.record.inside("sectors", "transaction", row.get("transaction")):
                yield f"transactions {number}"


def _no_dac_sector(subject: Subject) -> Iterator[str]:
    groups = _groups(subject, "sectors")
    if groups and _DAC not in groups:
        yield "sectors"


def _outside(table: str, column: str = "percentage") -> Find:
    def is_outside(row: Row) -> bool:
        share = row.get(column)
        return isinstance(share, Decimal) and not 0 <= share <= _WHOLE

    return places(table, is_outside)


def _is_nameless(row: Row) -> bool:
    is_own = row.get("transaction") is None and written(row.get("vocabulary")) in _OWN
    return is_own and not written(row.get("name"))


SHARE_RULES: tuple[Rule, ...] = (
    standard_rule("6.2.2", "there is a sector, of the activity or of transactions", _no_sector),
    standard_rule("6.6.2", "sectors stand at one level only", _sectors_twice),
    standard_rule(
        "6.7.2", "without a sector of the activity every transaction has one", _transaction_without_sector
    ),
    standard_rule(
        "102.1.1", "sectors use the codes of the OECD DAC beside others", _no_dac_sector, is_binding=False
    ),
    standard_rule(
        "2.1.1", "where a vocabulary has several sectors, each has a share", _sectors(_is_partly_shared)
    ),
    standard_rule("2.1.2", "the shares of a vocabulary of sectors make 100", _sector_sum),
    standard_rule("2.1.4", "the share of a single sector is 100 or absent", _sectors(_is_wrong_alone)),
    standard_rule(
        "2.2.1", "a sector by the publisher's own codes has a name", places("sectors", _is_nameless)
    ),
    standard_rule(
        "3.1.1", "where there are several countries, each has a share", _countries(_is_partly_shared)
    ),
    standard_rule("3.1.2", "the shares of several countries make 100", _countries(_is_wrong_sum)),
    standard_rule("3.1.4", "the share of a single country is 100 or absent", _countries(_is_wrong_alone)),
    standard_rule(
        "3.4.1",
        "where a vocabulary has several regions, each has a share",
        _regions(lambda regions, _countries: _is_partly_shared(regions)),
    ),
    standard_rule(
        "3.4.2",
        "the shares of regions and countries together make 100",
        _regions(lambda regions, countries: _is_wrong_sum([*regions, *countries])),
    ),
    standard_rule(
        "3.4.4",
        "the share of a single region is 100 or absent",
        _regions(lambda regions, countries: not countries and _is_wrong_alone(regions)),
    ),
    standard_rule("3.6.2", "countries and regions stand at one level only", _places_twice),
    standard_rule("3.7.1", "there is a country or region, of the activity or of transactions", _no_place),
    standard_rule(
        "3.7.2",
        "without a place of the activity every transaction has a country or region",
        _transaction_without_place,
    ),
    standard_rule(
        "12.1.1",
        "a share of countries is from 0 to 100",
        _outside("recipient_countries"),
    ),
    standard_rule(
        "12.1.1",
        "a share of regions is from 0 to 100",
        _outside("recipient_regions"),
    ),
    standard_rule("12.3.1", "a share of sectors is from 0 to 100", _outside("sectors")),
    standard_rule(
        "12.2.1",
        "the share of capital spending is from 0 to 100",
        _outside("activities", "capital_spend"),
    ),
)
"""Rules on what is shared out, of the standard ruleset."""
