"""The Swiss list of SECO, XML (swiss-sanctions-list), with the targets that were taken off it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from accord.domain.listing import Identifier, Listing, ListingKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import day_of, parts_of_birth
from accord.sources.lists.draft import Draft
from accord.sources.lists.result import Reading
from accord.sources.lists.seco_names import add_names
from accord.sources.lists.xml_entries import Layout, Node, read_entries

__all__ = ["read_seco"]

_KINDS = {"individual": ListingKind.PERSON, "entity": ListingKind.ORGANIZATION, "object": ListingKind.UNKNOWN}
_OBJECTS = {"vessel": ListingKind.VESSEL, "aircraft": ListingKind.AIRCRAFT}
_PLACE = "location location-variant area area-variant country country/@iso-code remark"
_ADDRESS = "@ssid @place-id @quality @main address-details c-o p-o-box zip-code remark"
_IDENTITY = f"""@ssid @main
    name/@ssid name/@name-type name/@quality name/@lang name/name-part/@order
    name/name-part/@name-part-type name/name-part/@ssid name/name-part/value
    name/name-part/spelling-variant name/name-part/spelling-variant/@ssid
    name/name-part/spelling-variant/@lang name/name-part/spelling-variant/@script
    name/name-part/spelling-variant/@spelling-variant-type
    day-month-year/@ssid day-month-year/@day day-month-year/@month day-month-year/@year
    day-month-year/@quality day-month-year/@calendar
    nationality/@ssid nationality/@quality nationality/country nationality/country/@iso-code
    place-of-birth/@ssid place-of-birth/@place-id place-of-birth/@quality
    identification-document/@ssid identification-document/@document-type identification-document/number
    identification-document/issuer identification-document/issuer/@code identification-document/date-of-issue
    identification-document/place-of-issue/@place-id identification-document/expiry-date
    identification-document/remark
    {" ".join(f"address/{name}" for name in _ADDRESS.split())}"""
_TARGET = f"""@ssid justification justification/@ssid other-information other-information/@ssid
    relation/@ssid relation/@target-id relation/@relation-type relation/remark generic-attribute
    generic-attribute/@ssid generic-attribute/@name @sex @object-type
    {" ".join(f"identity/{name}" for name in _IDENTITY.split())}"""
_CHANGES = "modification-type enactment-date publication-date effective-date"
_PROGRAMME = """@ssid @version-date @predecessor-version-date program-key program-key/@lang program-name
    program-name/@lang sanctions-set sanctions-set/@ssid sanctions-set/@lang origin"""
_SPELLED = (
    "location-variant/@lang area-variant/@lang location-variant/@variant-type area-variant/@variant-type"
)
_ABOVE = ("target", *(f"target/{kind}" for kind in _KINDS))
_LAYOUT = Layout(
    entries={"target", "sanctions-program", "place"},
    read=" ".join(
        ["@list-type @date place/@ssid target/@ssid target/@sanctions-set-id target/sanctions-set-id"]
        + ["target/foreign-identifier"]
        + [f"sanctions-program/{name}" for name in _PROGRAMME.split()]
        + [f"place/{name}" for name in f"{_PLACE} {_SPELLED}".split()]
        + [f"target/{kind}/{name}" for kind in _KINDS for name in _TARGET.split()]
        + [f"{above}/modification/@{name}" for above in _ABOVE for name in _CHANGES.split()]
    ),
    skipped=" ".join(
        f"{above}/modification/{what}" for above in _ABOVE for what in ("added", "removed", "remark")
    ),
)
_IMO = re.compile(r"IMO(?: number)?\s*:?\s*(\d{7})\.?", re.IGNORECASE)
_NUMBER = re.compile(
    r"((?:[\w/'. -]*)(?:number|no\.|code|ID))\s*:\s*([\w./ -]*\d[\w./ -]*?)\.?", re.IGNORECASE
)


def read_seco(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the targets of the file, those that were taken off the list with the day of that.

    A target has ended if its latest modification took it off. What modifications added or removed is
    left out by name: the target itself stands as it is now. Programmes carry the English keys, the
    regime the English name of the ordinance.
    """
    programmes: dict[str, tuple[str, str]] = {}
    places: dict[str, Node] = {}
    drafts: list[_Target] = []
    for path, node in read_entries(stream, _LAYOUT, reading):
        if not path:
            reading.as_of = day_of(node.get("date"))
        elif path == "sanctions-program":
            named = (_english(node, "program-key"), _english(node, "program-name"))
            programmes |= {part.get("ssid"): named for part in node.all("sanctions-set")}
        elif path == "place":
            places[node.get("ssid")] = node
        else:
            drafts.append(_target(node, reading))
    for target in drafts:
        target.settle(programmes, places)
        if (listing := target.draft.finish()) is not None:
            yield listing


@dataclass(slots=True)
class _Target:
    """A target whose programmes and places may stand behind it in the file."""

    draft: Draft
    programmes: list[str] = field(default_factory=list)
    addresses: list[tuple[str, list[str]]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def settle(self, programmes: dict[str, tuple[str, str]], places: dict[str, Node]) -> None:
        regimes = []
        for number in self.programmes:
            key, name = programmes.get(number, (number, ""))
            self.draft.add_programme(key or number)
            regimes += [name] if name and name not in regimes else []
        self.draft.regime = "; ".join(regimes)
        for number, own in self.addresses:
            parts, country = _place(places.get(number))
            self.draft.add_address([*own, *parts], country)
        for label, number in self.remarks:
            parts, country = _place(places.get(number))
            self.draft.remark(label, ", ".join(part for part in [*parts, country] if part))


def _english(node: Node, tag: str) -> str:
    named = node.all(tag)
    return next(
        (one.own_text for one in named if one.get("lang") == "eng"), named[0].own_text if named else ""
    )


def _target(node: Node, reading: Reading) -> _Target:
    draft = Draft(reading, reference=node.get("ssid"), line=node.line)
    target = _Target(draft)
    numbers = [node.get("sanctions-set-id"), *node.texts("sanctions-set-id")]
    target.programmes = [number for number in numbers if number]
    for text in node.texts("foreign-identifier"):
        draft.add_reference(text)
    changes = node.all("modification")
    for subject in node.children:
        if subject.tag in _KINDS:
            changes += subject.all("modification")
            draft.kind = _OBJECTS.get(subject.get("object-type").lower(), _KINDS[subject.tag])
            _add_subject(target, subject)
    _date(draft, changes)
    return target


def _date(draft: Draft, changes: list[Node]) -> None:
    """Set the days of listing and of its end from the modifications, whose order is not relied on."""
    dated = []
    for position, change in enumerate(changes):
        text = change.get("effective-date") or change.get("publication-date")
        day = day_of(text)
        if text and day is None:
            draft.day(f"modification {change.get('modification-type')}", text, None)
        dated.append((day.toordinal() if day else 0, -position, day, change.get("modification-type")))
    for _ordinal, _position, day, kind in sorted(dated, key=lambda change: change[:2]):
        if kind == "listed":
            draft.listed_on, draft.ended_on, draft.is_ended = day, None, False
        elif kind == "de-listed":
            draft.ended_on, draft.is_ended = day, True


def _add_subject(target: _Target, node: Node) -> None:
    draft = target.draft
    draft.remark("gender", node.get("sex"))
    if node.get("object-type").lower() not in {"", *_OBJECTS}:
        draft.remark("type", node.get("object-type"))
    for identity in sorted(node.all("identity"), key=lambda one: one.get("main") == "false"):
        for name in identity.all("name"):
            add_names(draft, name, is_main=identity.get("main") != "false")
        _add_identity(target, identity)
    for text in node.texts("justification"):
        draft.remark("justification", text)
    for text in node.texts("other-information"):
        _add_information(draft, text)
    for attribute in node.all("generic-attribute"):
        draft.remark(attribute.get("name"), attribute.own_text)
    for relation in node.all("relation"):
        other = draft.reading.id_of(relation.get("target-id"))
        said = [f"{relation.get('relation-type')} {other}", *relation.texts("remark")]
        draft.remark("relation", ", ".join(said))


def _add_information(draft: Draft, text: str) -> None:
    if match := _IMO.fullmatch(text):
        draft.add_identifier(Identifier(kind="IMO", value=match[1]))
    elif match := _NUMBER.fullmatch(text):
        draft.add_identifier(Identifier(kind=match[1], value=match[2]))
    else:
        draft.remark("", text)


def _add_identity(target: _Target, node: Node) -> None:
    draft = target.draft
    for birth in node.all("day-month-year"):
        _add_birth(draft, birth)
    for country in node.all("nationality/country"):
        draft.add_nationality(country_of(country.get("iso-code"), country.own_text))
    target.remarks += [("place of birth", place.get("place-id")) for place in node.all("place-of-birth")]
    for address in node.all("address"):
        own = [address.value(part) for part in ("c-o", "address-details", "p-o-box", "zip-code")]
        target.addresses.append((address.get("place-id"), own))
        for text in address.texts("remark"):
            draft.remark("address", text)
    for paper in node.all("identification-document"):
        _add_document(target, paper)


def _add_birth(draft: Draft, node: Node) -> None:
    parts = [node.get(part) for part in ("year", "month", "day")]
    written = "-".join(part for part in parts if part)
    calendar = node.get("calendar") or "Gregorian"
    if written and draft.kind is not ListingKind.PERSON:
        draft.remark("founded or registered", written)
    elif written and calendar != "Gregorian":
        draft.remark(f"date of birth ({calendar} calendar)", written)
    elif written:
        draft.add_birth(written, parts_of_birth(*parts))


def _place(node: Node | None) -> tuple[list[str], str]:
    """Return the parts of a place without its country, and the country."""
    if node is None:
        return [], ""
    countries = [country_of(one.get("iso-code"), one.own_text) for one in node.all("country")]
    return [*node.texts("location"), *node.texts("area")], next(iter(countries), "")


def _add_document(target: _Target, node: Node) -> None:
    issuer = next(iter(node.all("issuer")), None)
    country = country_of(issuer.get("code"), issuer.own_text) if issuer else ""
    number, kind = node.value("number"), node.get("document-type")
    target.draft.add_identifier(Identifier(kind=kind, value=number, country=country))
    said = [f"{name} {node.value(name)}" for name in ("date-of-issue", "expiry-date") if node.value(name)]
    label = f"document {number or kind}".strip()
    target.draft.remark(label, "; ".join([*said, *node.texts("remark")]))
    target.remarks += [(f"{label} issued at", place.get("place-id")) for place in node.all("place-of-issue")]
