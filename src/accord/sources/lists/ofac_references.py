"""What the entries of OFAC's advanced XML refer to: words behind numbers, places, documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from accord.domain.listing import BirthDate, Identifier
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import parts_of_birth
from accord.sources.lists.ofac_remarks import identifier_of
from accord.sources.lists.xml_entries import Node

__all__ = ["References", "days_of_period"]


@dataclass(slots=True)
class References:
    """The tables in front of the parties of a file.

    Attributes:
        words: Meaning of a number, by kind of value and number.
        countries: Code of a country, by its number.
        kinds: Type of a party, by number of its subtype.
        places: Address in parts and code of its country, by number.
        documents: Numbers and what else is said of them, by number of the identity that holds them.
    """

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    documents: dict[str, list[tuple[Identifier, str]]] = field(default_factory=lambda: defaultdict(list))

    def word(self, kind: str, number: str) -> str:
        """Return the meaning of a number, or the number itself if the file does not explain it."""
        return self.words.get((kind, number), number)

    def take_word(self, node: Node) -> None:
        """Take a value of one of the reference sets."""
        number = node.get("ID")
        self.words[node.tag, number] = node.own_text
        if node.tag == "Country":
            self.countries[number] = country_of(node.get("ISO2"), node.own_text)
        if node.tag == "PartySubType":
            self.kinds[number] = self.word("PartyType", node.get("PartyTypeID"))

    def take_place(self, node: Node) -> None:
        """Take a place: its parts in the order of the file, and its country."""
        countries = [self.countries.get(at.get("CountryID"), "") for at in node.all("LocationCountry")]
        areas = [self.word("AreaCode", at.get("AreaCodeID")) for at in node.all("LocationAreaCode")]
        parts = [text for part in node.all("LocationPart") for text in part.texts("LocationPartValue/Value")]
        country = next((code for code in countries if code), "") or country_of("", next(iter(areas), ""))
        self.places[node.get("ID")] = (parts, country)

    def take_document(self, node: Node) -> None:
        """Take a number that an office gave, with the dates that belong to it."""
        identifier = identifier_of(
            self.word("IDRegDocType", node.get("IDRegDocTypeID")),
            node.value("IDRegistrationNo"),
            self.countries.get(node.get("IssuedBy-CountryID"), ""),
        )
        said = [*node.texts("Comment"), *node.texts("IssuingAuthority")]
        said += [word] if (word := self.words.get(("Validity", node.get("ValidityID")))) else []
        for day in node.all("DocumentDate"):
            label = self.word("IDRegDocDateType", day.get("IDRegDocDateTypeID"))
            days = [days_of_period(period) for period in day.all("DatePeriod")]
            said += [f"{label} {found.earliest}" for found in days if found]
        self.documents[node.get("IdentityID")].append((identifier, "; ".join(said)))


def days_of_period(node: Node) -> BirthDate | None:
    """Return the first and last day that a ``DatePeriod`` may mean, or None if it is no date."""
    days = []
    for side in ("Start", "End"):
        for edge in ("From", "To"):
            for at in node.all(f"{side}/{edge}"):
                found = parts_of_birth(at.value("Year"), at.value("Month"), at.value("Day"))
                if found is None:
                    return None
                days.append(found)
    if not days:
        return None
    is_circa = any(side.get("Approximate") == "true" for side in [*node.all("Start"), *node.all("End")])
    earliest, latest = min(day.earliest for day in days), max(day.latest for day in days)
    return BirthDate(earliest=earliest, latest=latest, is_circa=is_circa)
