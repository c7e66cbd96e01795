"""An entry in the making: what readers of all formats do with names, dates, places, numbers."""

from __future__ import annotations

from datetime import date

from accord.domain.listing import BirthDate, Effect, Identifier, ListedName, Listing, ListingKind
from accord.sources.lists.result import Reading

__all__ = ["Draft"]


class Draft:
    """Collects an entry; empty values and repetitions are left out.

    Args:
        reading: Account of the reading.
        reference: The authority's own reference of the entry.
        line: Line or row of the entry in its file.
        word: What a place is called, such as ``line`` or ``row``.
    """

    def __init__(self, reading: Reading, *, reference: str, line: int, word: str = "line") -> None:
        self.reading = reading
        self.reference = reference
        self.place = f"{word} {line}"
        self.kind = ListingKind.UNKNOWN
        self.effect = Effect.ASSET_FREEZE
        self.regime = ""
        self.listed_on: date | None = None
        self.ended_on: date | None = None
        self.is_ended = False
        self.names: list[ListedName] = []
        self.programmes: list[str] = []
        self.births: list[BirthDate] = []
        self.nationalities: list[str] = []
        self.countries: list[str] = []
        self.addresses: list[str] = []
        self.identifiers: list[Identifier] = []
        self.remarks: list[str] = []
        self.references: list[str] = []

    def add_name(self, name: ListedName) -> None:
        """Add a name that is not empty; the same name twice is kept once, as the stronger one."""
        if not name.text:
            return
        for position, known in enumerate(self.names):
            if known.text == name.text and known.language == name.language:
                if known.is_weak and not name.is_weak:
                    self.names[position] = name
                return
        self.names.append(name)

    def add_birth(self, written: str, birth: BirthDate | None) -> None:
        """Add a date of birth, or, where it is none, keep what is written as a remark."""
        if birth is None:
            self.reading.doubt(self.place, "date of birth", written, "a day, a month, a year or a range")
            self.remark("date of birth", written)
        elif birth not in self.births:
            self.births.append(birth)

    def day(self, name: str, written: str, day: date | None) -> date | None:
        """Return a day, or, where there is none, keep what is written as a remark."""
        if day is None:
            self.reading.doubt(self.place, name, written, "a day")
            self.remark(name, written)
        return day

    def add_programme(self, programme: str) -> None:
        """Add the code of a programme."""
        _add(self.programmes, programme)

    def add_nationality(self, country: str) -> None:
        """Add a nationality."""
        _add(self.nationalities, country)

    def add_country(self, country: str) -> None:
        """Add a country of an address, a registration or a flag."""
        _add(self.countries, country)

    def add_address(self, parts: list[str], country: str) -> None:
        """Add an address in one line, and its country."""
        _add(self.countries, country)
        _add(self.addresses, ", ".join(part for part in [*parts, country] if part))

    def add_identifier(self, identifier: Identifier) -> None:
        """Add a number."""
        if identifier.value and identifier not in self.identifiers:
            self.identifiers.append(identifier)

    def add_reference(self, reference: str) -> None:
        """Add a reference to the same entry on another list."""
        _add(self.references, reference)

    def remark(self, label: str, text: str) -> None:
        """Add a remark, behind its label and a colon if it has one."""
        text = text.strip()
        if text:
            _add(self.remarks, f"{label}: {text}" if label else text)

    def finish(self) -> Listing | None:
        """Return the entry, or None after noting why there is none."""
        if not self.reference or not self.names:
            missing = "name" if self.reference else "reference of its authority"
            self.reading.set_apart(
                f"{self.place}, {self.reference or 'no reference'}",
                f"no {missing}",
                f"a {missing}",
            )
            return None
        return Listing(
            id=self.reading.id_of(self.reference),
            list=self.reading.code,
            kind=self.kind,
            names=tuple(self.names),
            effect=self.effect,
            regime=self.regime,
            programmes=tuple(self.programmes),
            listed_on=self.listed_on,
            ended_on=self.ended_on,
            is_ended=self.is_ended,
            birth_dates=tuple(self.births),
            nationalities=tuple(self.nationalities),
            countries=tuple(self.countries),
            addresses=tuple(self.addresses),
            identifiers=tuple(self.identifiers),
            remarks=tuple(self.remarks),
            references=tuple(self.references),
            place=self.place,
        )


def _add(values: list[str], value: str) -> None:
    if value and value not in values:
        values.append(value)
