"""The consolidated list of the United Nations Security Council, XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import Identifier, ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_between, birth_of, day_of
from accord.sources.lists.draft import Draft
from accord.sources.lists.result import Reading
from accord.sources.lists.xml_entries import Layout, Node, read_entries

__all__ = ["read_un"]

_COMMON = """DATAID VERSIONNUM FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME UN_LIST_TYPE REFERENCE_NUMBER
    LISTED_ON DELISTED_ON SUBMITTED_ON SUBMITTED_BY GENDER NAME_ORIGINAL_SCRIPT COMMENTS1 SORT_KEY
    SORT_KEY_LAST_MOD TITLE/VALUE DESIGNATION/VALUE NATIONALITY/VALUE NATIONALITY2 LIST_TYPE/VALUE
    LAST_DAY_UPDATED/VALUE"""
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")
_BORN = "TYPE_OF_DATE DATE YEAR FROM_YEAR TO_YEAR NOTE"
_PAPER = ("DATE_OF_ISSUE", "CITY_OF_ISSUE", "COUNTRY_OF_ISSUE", "ISSUING_COUNTRY", "NOTE")
_KNOWN = {
    "ALIAS": "QUALITY ALIAS_NAME DATE_OF_BIRTH CITY_OF_BIRTH COUNTRY_OF_BIRTH NOTE",
    "ADDRESS": f"{' '.join(_ADDRESS)} COUNTRY NOTE",
    "DATE_OF_BIRTH": _BORN,
    "PLACE_OF_BIRTH": f"{' '.join(_ADDRESS)} COUNTRY NOTE",
    "DOCUMENT": f"TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 NUMBER {' '.join(_PAPER)}",
}
_PERSON, _ENTITY = "INDIVIDUALS/INDIVIDUAL", "ENTITIES/ENTITY"
_LAYOUT = Layout(
    entries={_PERSON, _ENTITY},
    read="@dateGenerated "
    + " ".join(f"{path}/{name}" for path in (_PERSON, _ENTITY) for name in _COMMON.split())
    + " "
    + " ".join(
        f"{path}/{path.rpartition('/')[2]}_{part}/{name}"
        for path in (_PERSON, _ENTITY)
        for part, names in _KNOWN.items()
        for name in names.split()
    ),
)
_NO_NAME = {"na", "n/a", "-", "none"}
_EARLIER = re.compile(r"\b(?:former|previous)ly\b", re.IGNORECASE)


def read_un(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield persons, then entities, in the order of the file.

    The four name fields are one name, not given and family name. Aliases of quality ``Low`` are weak;
    several aliases in one field, parted by semicolons, become several. Dates of the last updates,
    version numbers, sort keys and the name of the list are left out by name.
    """
    for path, node in read_entries(stream, _LAYOUT, reading):
        if not path:
            reading.as_of = day_of(node.get("dateGenerated"))
        elif (listing := _entry(node, path == _PERSON, reading)) is not None:
            yield listing


def _entry(node: Node, is_person: bool, reading: Reading) -> Listing | None:
    reference = node.value("REFERENCE_NUMBER") or node.value("DATAID")
    draft = Draft(reading, reference=reference, line=node.line)
    draft.kind = ListingKind.PERSON if is_person else ListingKind.ORGANIZATION
    draft.add_reference(node.value("REFERENCE_NUMBER"))
    draft.add_programme(node.value("UN_LIST_TYPE"))
    draft.regime = node.value("UN_LIST_TYPE")
    if text := node.value("LISTED_ON"):
        draft.listed_on = draft.day("LISTED_ON", text, day_of(text))
    if text := node.value("DELISTED_ON"):
        draft.is_ended = True
        draft.ended_on = draft.day("DELISTED_ON", text, day_of(text))
    _add_names(draft, node)
    for text in [*node.texts("NATIONALITY/VALUE"), *node.texts("NATIONALITY2")]:
        draft.add_nationality(country_of("", text))
    labels = {"TITLE/VALUE": "title", "DESIGNATION/VALUE": "function", "GENDER": "gender"}
    labels |= {"SUBMITTED_BY": "submitted by", "SUBMITTED_ON": "submitted on", "COMMENTS1": ""}
    for path, label in labels.items():
        for text in node.texts(path):
            draft.remark(label, text)
    for part in node.children:
        adding = _PARTS.get(part.tag.partition("_")[2])
        if adding is not None and part.tag.startswith(node.tag):
            adding(draft, part)
    return draft.finish()


def _add_names(draft: Draft, node: Node) -> None:
    parts = (node.value(f"{ordinal}_NAME") for ordinal in ("FIRST", "SECOND", "THIRD", "FOURTH"))
    text = " ".join(part for part in parts if part.lower() not in {"", *_NO_NAME})
    draft.add_name(ListedName(text=text, kind=NameKind.PRIMARY))
    for script in node.texts("NAME_ORIGINAL_SCRIPT"):
        for part in _several(script):
            draft.add_name(ListedName(text=part, kind=NameKind.ALIAS))


def _several(text: str) -> list[str]:
    parts = (part.strip(" ;") for part in text.split(";"))
    return [part for part in parts if part.lower() not in {"", *_NO_NAME}]


def _add_alias(draft: Draft, node: Node) -> None:
    quality, note = node.value("QUALITY"), node.value("NOTE")
    names = _several(node.value("ALIAS_NAME"))
    is_former = quality == "f.k.a." or _EARLIER.search(note) is not None
    for name in names:
        kind = NameKind.FORMER if is_former else NameKind.ALIAS
        draft.add_name(ListedName(text=name, kind=kind, is_weak=quality == "Low"))
    draft.remark(f"name {'; '.join(names)}" if names else "alias", note)
    if text := node.value("DATE_OF_BIRTH"):
        draft.add_birth(text, birth_of(text))
    place = [node.value("CITY_OF_BIRTH"), node.value("COUNTRY_OF_BIRTH")]
    draft.remark("place of birth", ", ".join(part for part in place if part))


def _add_address(draft: Draft, node: Node) -> None:
    draft.add_address([node.value(name) for name in _ADDRESS], country_of("", node.value("COUNTRY")))
    draft.remark("address", node.value("NOTE"))


def _add_birth(draft: Draft, node: Node) -> None:
    kind, note = node.value("TYPE_OF_DATE"), node.value("NOTE")
    is_circa = kind == "APPROXIMATELY" or note.lower() == "approximately"
    written = node.value("DATE") or node.value("YEAR")
    if kind == "BETWEEN" or not written:
        years = [year for name in ("FROM_YEAR", "TO_YEAR") if (year := node.value(name))]
        if years:
            draft.add_birth(" to ".join(years), birth_between(years[0], years[-1], is_circa=is_circa))
    if written:
        draft.add_birth(written, birth_of(f"circa {written}" if is_circa else written))
    if note.lower() != "approximately":
        draft.remark("date of birth", note)


def _add_birth_place(draft: Draft, node: Node) -> None:
    parts = [node.value(name) for name in (*_ADDRESS, "COUNTRY", "NOTE")]
    draft.remark("place of birth", ", ".join(part for part in parts if part))


def _add_document(draft: Draft, node: Node) -> None:
    country = country_of("", node.value("ISSUING_COUNTRY") or node.value("COUNTRY_OF_ISSUE"))
    kind, number = node.value("TYPE_OF_DOCUMENT") or node.value("TYPE_OF_DOCUMENT2"), node.value("NUMBER")
    draft.add_identifier(Identifier(kind=kind, value=number, country=country))
    said = [node.value(name) for name in ("TYPE_OF_DOCUMENT2", *_PAPER)]
    draft.remark(f"document {number or kind}".strip(), "; ".join(part for part in said if part))


_PARTS = {
    "ALIAS": _add_alias,
    "ADDRESS": _add_address,
    "DATE_OF_BIRTH": _add_birth,
    "PLACE_OF_BIRTH": _add_birth_place,
    "DOCUMENT": _add_document,
}
