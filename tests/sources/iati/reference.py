"""A slow and straightforward count of IATI files, written from the standard, to check the reader against.

It shares nothing with the reader: expat finds the activities, a small tree holds one of them at a time, and
every amount is a Decimal. It knows no mercy: a file that is not well-formed XML is refused as a whole.

    python -m tests.sources.iati.reference FILE...

prints the counts and the sums. Reference: https://iatistandard.org/en/iati-standard/ (1.01 to 2.03).
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Context, Decimal
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

LETTERS = ("IF", "C", "D", "E", "IR", "LR", "R", "QP", "QS", "CG")
TYPES = {letters: str(number) for number, letters in enumerate(LETTERS, 1)}
"""The transaction types of 1.0x as those of 2.0x: code lists 1.05 and 2.01, `TransactionType`."""
BLANK = " \t\r\n"
TIME = r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?"
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)" + TIME, re.ASCII)
AMOUNT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
UNIT = Decimal("1e-14")
LIMIT = Decimal("1e24")
WIDE = Context(prec=80)
"""Wide enough to add any number of amounts without a rounding."""
RECORDS = ("iati-activity", "iati-organisation")

Key = tuple[str | None, str | None, str | None, int | None]
"""Publisher, type, currency, and year of the value date, else of the transaction date."""

Planned = tuple[str, str | None]
"""Table and currency."""


@dataclass(slots=True)
class Element:
    """One element: its name as written, its attributes, its children, and the text that is its own."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def all(self, path: str) -> list[Element]:
        """Return the elements at a path of names, in the order of the file."""
        found = [self]
        for name in path.split("/"):
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def text(self, *paths: str) -> str | None:
        """Return the first text that is not blank, path by path; ``.`` is the element itself."""
        for path in paths:
            for element in [self] if path == "." else self.all(path):
                if words := "".join(element.pieces).strip(BLANK):
                    return words
        return None

    def attribute(self, path: str, name: str) -> str | None:
        """Return the first value of an attribute that is not blank; ``.`` is the element itself."""
        for element in [self] if path == "." else self.all(path):
            if words := element.attributes.get(name, "").strip(BLANK):
                return words
        return None


class Transaction(NamedTuple):
    """One transaction in the words of 2.03; the currency is the activity's where the value names none."""

    publisher: str | None
    identifier: str | None
    type: str | None
    currency: str | None
    value: Decimal | None
    date: dt.date | None
    value_date: dt.date | None
    provider: str | None
    provider_name: str | None
    receiver: str | None
    receiver_name: str | None
    sectors: int
    countries: int

    @property
    def key(self) -> Key:
        """What the transaction is summed by."""
        day = self.value_date or self.date
        return self.publisher, self.type, self.currency, day.year if day else None


@dataclass(slots=True)
class Count:
    """What one or several files hold."""

    transactions: list[Transaction] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    planned: defaultdict[Planned, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    """Sums of budgets and planned disbursements."""

    def sums(self) -> dict[Key, tuple[int, Decimal]]:
        """Return the number of transactions and the sum of values by key; a missing value adds nothing."""
        result: dict[Key, tuple[int, Decimal]] = {}
        for transaction in self.transactions:
            number, total = result.get(transaction.key, (0, Decimal(0)))
            result[transaction.key] = (number + 1, WIDE.add(total, transaction.value or Decimal(0)))
        return result


class _Builder:
    """Builds the tree of one record at a time from the events of expat."""

    def __init__(self) -> None:
        self.done: list[Element] = []
        self._open: list[Element] = []
        self._is_tainted = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler, self.parser.DefaultHandler = self._characters, self._other

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._open or name in RECORDS:
            element = Element(name, attributes)
            if self._open:
                self._open[-1].children.append(element)
            self._open.append(element)

    def _end(self, _name: str) -> None:
        if not self._open:
            return
        closed = self._open.pop()
        if not self._open:
            self.done += [] if self._is_tainted else [closed]
            self._is_tainted = False

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].pieces.append(text)

    def _other(self, text: str) -> None:
        self._is_tainted |= bool(self._open) and text.startswith("&")


def elements(content: bytes) -> Iterator[Element]:
    """Yield the activities and organisations of a well-formed file in their order.

    Prefixes are taken as written, for published files use some that nobody declares. Entities of a document
    type are not expanded; who uses one in a text is not yielded. Raises ExpatError where the XML ends.
    """
    builder = _Builder()
    for at in range(0, len(content), 1 << 16):
        builder.parser.Parse(content[at : at + (1 << 16)], False)
        yield from builder.done
        builder.done.clear()
    builder.parser.Parse(b"", True)
    yield from builder.done


def day_of(text: str | None) -> dt.date | None:
    """Return the day of an ISO date with or without time and zone; None for all else."""
    found = DAY.fullmatch(text or "")
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def amount_of(text: str | None) -> Decimal | None:
    """Return a decimal number to 14 places; None for all else, as for commas and more than 24 digits."""
    if not text or not AMOUNT.fullmatch(text):
        return None
    amount = Decimal(text)
    return amount.quantize(UNIT, context=WIDE) if abs(amount) < LIMIT else None


def day_at(element: Element, path: str) -> dt.date | None:
    """Return the day that an element states as an attribute, or else as its text."""
    return day_of(element.attribute(path, "iso-date") or element.text(path))


def currency_at(element: Element, activity: Element) -> str | None:
    """Return the currency of an element's value, or else the default of its activity."""
    stated = element.attribute("value", "currency") or activity.attribute(".", "default-currency")
    return stated.upper() if stated else None


def transaction_of(activity: Element, element: Element) -> Transaction:
    """Return one transaction of an activity."""
    code = element.attribute("transaction-type", "code")
    return Transaction(
        publisher=activity.attribute("reporting-org", "ref"),
        identifier=activity.text("iati-identifier"),
        type=TYPES.get(code.upper(), code) if code else None,
        currency=currency_at(element, activity),
        value=amount_of(element.text("value")),
        date=day_at(element, "transaction-date"),
        value_date=day_of(element.attribute("value", "value-date")),
        provider=element.attribute("provider-org", "ref"),
        provider_name=element.text("provider-org/narrative", "provider-org"),
        receiver=element.attribute("receiver-org", "ref"),
        receiver_name=element.text("receiver-org/narrative", "receiver-org"),
        sectors=len(element.all("sector")),
        countries=len(element.all("recipient-country")),
    )


PLACES = {
    "other_identifiers": "other-identifier",
    "activity_dates": "activity-date",
    "participating_orgs": "participating-org",
    "recipient_countries": "recipient-country transaction/recipient-country",
    "recipient_regions": "recipient-region transaction/recipient-region",
    "sectors": "sector transaction/sector",
    "locations": "location",
    "policy_markers": "policy-marker",
    "transactions": "transaction",
    "budgets": "budget",
    "planned_disbursements": "planned-disbursement",
    "related_activities": "related-activity",
    "documents": "document-link result/document-link result/indicator/document-link"
    " result/indicator/baseline/document-link result/indicator/period/target/document-link"
    " result/indicator/period/actual/document-link",
    "conditions": "conditions/condition",
    "results": "result",
    "indicators": "result/indicator",
    "periods": "result/indicator/period",
    "indicator_values": "result/indicator/baseline result/indicator/period/target"
    " result/indicator/period/actual",
}
"""Where the rows of a table of an activity stand."""
ORGANISATION_PLACES = {
    "organisation_budgets": "total-budget recipient-org-budget recipient-region-budget"
    " recipient-country-budget total-expenditure",
    "organisation_documents": "document-link",
}


def narratives(activity: Element) -> int:
    """Return the number of wordings of the title and the descriptions that are not blank."""
    paths = ("title/narrative", "description/narrative", "title", "description")
    return sum(1 for path in paths for element in activity.all(path) if element.text("."))


def add_activity(count: Count, activity: Element) -> None:
    """Add one activity to a count."""
    count.rows["activities"] += 1
    count.rows["narratives"] += narratives(activity)
    for table, places in PLACES.items():
        count.rows[table] += sum(len(activity.all(place)) for place in places.split())
    for table, place in (("budgets", "budget"), ("planned_disbursements", "planned-disbursement")):
        for element in activity.all(place):
            value = amount_of(element.text("value"))
            key = table, currency_at(element, activity)
            count.planned[key] = WIDE.add(count.planned[key], value or Decimal(0))
    count.transactions += [transaction_of(activity, element) for element in activity.all("transaction")]


def add_organisation(count: Count, organisation: Element) -> None:
    """Add one organisation to a count."""
    count.rows["organisations"] += 1
    for table, places in ORGANISATION_PLACES.items():
        count.rows[table] += sum(len(organisation.all(place)) for place in places.split())


ADDERS: dict[str, Callable[[Count, Element], None]] = dict(
    zip(RECORDS, (add_activity, add_organisation), strict=True)
)


def count_content(content: bytes, count: Count | None = None) -> Count:
    """Return what a file holds, added to a count if one is given; raises ExpatError if it is no XML."""
    count = count if count is not None else Count()
    for element in elements(content):
        ADDERS[element.name](count, element)
    return count


def print_sums(paths: list[Path]) -> None:
    """Print the rows by table and the sums by publisher, type, currency and year."""
    count = Count()
    for path in paths:
        count_content(path.read_bytes(), count)
    for table, number in sorted(count.rows.items()):
        print(f"{table}\t{number}")  # noqa: T201
    for (table, currency), total in sorted(count.planned.items(), key=str):
        print(f"{table}\t{currency}\t{total.normalize():f}")  # noqa: T201
    for key, (number, total) in sorted(count.sums().items(), key=str):
        print(*key, number, f"{total.normalize():f}", sep="\t")  # noqa: T201


if __name__ == "__main__":
    print_sums([Path(argument) for argument in sys.argv[1:]])
