"""OFAC's SDN list as XML of the first standard (SDN.XML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_of, day_of
from accord.sources.lists.draft import Draft
from accord.sources.lists.ofac_remarks import add_document, add_remarks, name_kind
from accord.sources.lists.refusals import refusal
from accord.sources.lists.result import Reading
from accord.sources.lists.xml_entries import Layout, Node, read_entries

__all__ = ["read_ofac_legacy"]

_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")
_VESSEL = ("callSign", "vesselType", "vesselOwner", "tonnage", "grossRegisteredTonnage")
_LISTS = {
    "programList": "program",
    "akaList/aka": "uid type category lastName firstName",
    "addressList/address": f"uid country {' '.join(_ADDRESS)}",
    "idList/id": "uid idType idNumber idCountry issueDate expirationDate",
    "nationalityList/nationality": "uid country mainEntry",
    "citizenshipList/citizenship": "uid country mainEntry",
    "dateOfBirthList/dateOfBirthItem": "uid dateOfBirth mainEntry",
    "placeOfBirthList/placeOfBirthItem": "uid placeOfBirth mainEntry",
    "vesselInfo": f"vesselFlag {' '.join(_VESSEL)}",
}
_HEAD = ("publshInformation", "publishInformation")
_LAYOUT = Layout(
    entries={"sdnEntry", *_HEAD},
    read="sdnEntry/uid sdnEntry/firstName sdnEntry/lastName sdnEntry/title sdnEntry/sdnType sdnEntry/remarks "
    + " ".join(f"{head}/{name}" for head in _HEAD for name in ("Publish_Date", "Record_Count"))
    + " "
    + " ".join(f"sdnEntry/{path}/{name}" for path, names in _LISTS.items() for name in names.split()),
)
_KINDS = {
    "individual": ListingKind.PERSON,
    "entity": ListingKind.ORGANIZATION,
    "vessel": ListingKind.VESSEL,
    "aircraft": ListingKind.AIRCRAFT,
}


def read_ofac_legacy(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the entries of the file; aliases of category ``weak`` are weak.

    Numbers of rows (``uid`` of a part) and the mark of the main one of several are left out by name.

    Raises:
        InputDataError: The file has not as many entries as it says (ACC-382), or is broken.
    """
    told = counted = 0
    for path, node in read_entries(stream, _LAYOUT, reading):
        if path in _HEAD:
            reading.as_of = day_of(node.value("Publish_Date"), month_first=True)
            count = node.value("Record_Count")
            told = int(count) if count.isascii() and count.isdigit() else 0
        elif path:
            counted += 1
            if (listing := _entry(node, reading)) is not None:
                yield listing
    if told and told != counted:
        raise refusal(
            "ACC-382",
            "The file does not hold as many entries as it says.",
            file=reading.file,
            field="Record_Count",
            value=f"{counted} entries",
            expected=f"{told} entries",
        )


def _entry(node: Node, reading: Reading) -> Listing | None:
    draft = Draft(reading, reference=node.value("uid"), line=node.line)
    kind = node.value("sdnType")
    draft.kind = _KINDS.get(kind.lower(), ListingKind.UNKNOWN)
    if kind.lower() not in _KINDS:
        draft.remark("type", kind)
    draft.add_name(_name(node, draft.kind, NameKind.PRIMARY))
    for alias in node.all("akaList/aka"):
        is_weak = alias.value("category").lower() == "weak"
        draft.add_name(_name(alias, draft.kind, name_kind(alias.value("type")), is_weak=is_weak))
    for programme in node.texts("programList/program"):
        draft.add_programme(programme)
    draft.remark("function", node.value("title"))
    for place in node.all("addressList/address"):
        parts = [place.value(name) for name in _ADDRESS]
        draft.add_address(parts, country_of("", place.value("country")))
    _add_person(draft, node)
    for paper in node.all("idList/id"):
        _add_paper(draft, paper)
    for vessel in node.all("vesselInfo"):
        draft.add_country(country_of("", vessel.value("vesselFlag")))
        for name in _VESSEL:
            draft.remark(name, vessel.value(name))
    add_remarks(draft, node.value("remarks"))
    return draft.finish()


def _name(node: Node, kind: ListingKind, name: NameKind, *, is_weak: bool = False) -> ListedName:
    given, family = node.value("firstName"), node.value("lastName")
    text = f"{given} {family}".strip()
    if kind is not ListingKind.PERSON or not given:
        return ListedName(text=text, kind=name, is_weak=is_weak)
    return ListedName(text=text, kind=name, is_weak=is_weak, given=given, family=family)


def _add_person(draft: Draft, node: Node) -> None:
    for path in ("nationalityList/nationality/country", "citizenshipList/citizenship/country"):
        for country in node.texts(path):
            draft.add_nationality(country_of("", country))
    for text in node.texts("dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        draft.add_birth(text, birth_of(text))
    for text in node.texts("placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        draft.remark("place of birth", text)


def _add_paper(draft: Draft, node: Node) -> None:
    """Add a number; what is no number, such as a gender, is a remark in the words of the list."""
    kind, number = node.value("idType"), node.value("idNumber")
    dates = (("issued", node.value("issueDate")), ("expires", node.value("expirationDate")))
    validity = " ".join(f"{word} {day}" for word, day in dates if day)
    if any(digit.isdigit() for digit in number):
        add_document(draft, kind, number, node.value("idCountry"), validity)
    else:
        draft.remark(kind, " ".join(part for part in (number, node.value("idCountry"), validity) if part))
