"""The EU's consolidated list of financial sanctions (FSF), XML version 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import BirthDate, Identifier, ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_between, birth_of, day_of, parts_of_birth
from accord.sources.lists.draft import Draft
from accord.sources.lists.result import Reading
from accord.sources.lists.xml_entries import Layout, Node, read_entries

__all__ = ["read_eu"]

_SUMMARY = " ".join(
    f"sanctionEntity/{part}/regulationSummary/@{name}"
    for part in ("nameAlias", "citizenship", "birthdate", "address", "identification")
    for name in ("regulationType", "publicationDate", "numberTitle", "publicationUrl")
)
_BOOKKEEPING = " ".join(
    f"sanctionEntity/{part}/@{name}"
    for part in ("nameAlias", "citizenship", "birthdate", "address", "identification")
    for name in ("regulationLanguage", "logicalId")
)
_PLACE = " ".join(
    f"sanctionEntity/{part}/@{name}"
    for part in ("citizenship", "birthdate", "address", "identification")
    for name in ("countryIso2Code", "countryDescription", "region", "city", "zipCode", "place")
)
_LAYOUT = Layout(
    entries={"sanctionEntity"},
    read=f"""@generationDate @globalFileId
    sanctionEntity/@designationDate sanctionEntity/@designationDetails sanctionEntity/@unitedNationId
    sanctionEntity/@euReferenceNumber sanctionEntity/@logicalId sanctionEntity/remark
    sanctionEntity/regulation/@regulationType sanctionEntity/regulation/@organisationType
    sanctionEntity/regulation/@publicationDate sanctionEntity/regulation/@entryIntoForceDate
    sanctionEntity/regulation/@numberTitle sanctionEntity/regulation/@programme
    sanctionEntity/regulation/@logicalId sanctionEntity/regulation/publicationUrl
    sanctionEntity/subjectType/@code sanctionEntity/subjectType/@classificationCode
    sanctionEntity/nameAlias/@firstName sanctionEntity/nameAlias/@middleName
    sanctionEntity/nameAlias/@lastName sanctionEntity/nameAlias/@wholeName sanctionEntity/nameAlias/@function
    sanctionEntity/nameAlias/@gender sanctionEntity/nameAlias/@title sanctionEntity/nameAlias/@nameLanguage
    sanctionEntity/nameAlias/@strong sanctionEntity/nameAlias/remark
    sanctionEntity/citizenship/remark
    sanctionEntity/birthdate/@circa sanctionEntity/birthdate/@calendarType
    sanctionEntity/birthdate/@birthdate sanctionEntity/birthdate/@dayOfMonth
    sanctionEntity/birthdate/@monthOfYear sanctionEntity/birthdate/@year
    sanctionEntity/birthdate/@yearRangeFrom sanctionEntity/birthdate/@yearRangeTo
    sanctionEntity/birthdate/remark
    sanctionEntity/address/@street sanctionEntity/address/@poBox sanctionEntity/address/@asAtListingTime
    sanctionEntity/address/remark sanctionEntity/address/contactInfo/@key
    sanctionEntity/address/contactInfo/@value
    sanctionEntity/identification/@number sanctionEntity/identification/@latinNumber
    sanctionEntity/identification/@identificationTypeCode
    sanctionEntity/identification/@identificationTypeDescription sanctionEntity/identification/@issuedBy
    sanctionEntity/identification/@issuedDate sanctionEntity/identification/@validFrom
    sanctionEntity/identification/@validTo sanctionEntity/identification/@nameOnDocument
    sanctionEntity/identification/@diplomatic sanctionEntity/identification/@knownExpired
    sanctionEntity/identification/@knownFalse sanctionEntity/identification/@reportedLost
    sanctionEntity/identification/@revokedByIssuer sanctionEntity/identification/remark
    {_SUMMARY} {_BOOKKEEPING} {_PLACE}""",
)
_LOW = re.compile(r"\blow?[ -]quality\b", re.IGNORECASE)
_KINDS = {
    "person": ListingKind.PERSON,
    "P": ListingKind.PERSON,
    "enterprise": ListingKind.ORGANIZATION,
    "E": ListingKind.ORGANIZATION,
}
_FLAGS = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")


def read_eu(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the entries of the file.

    The day of designation is that of the entry, not that of the last regulation that touched it. An
    alias is weak if it is not marked strong, or if its remark calls its quality low. Dates of birth in
    the Islamic calendar stay remarks: they are not converted. Summaries of regulations beside each
    part are left out; the regulation of the entry is kept as a remark.
    """
    for path, node in read_entries(stream, _LAYOUT, reading):
        if not path:
            reading.as_of = day_of(node.get("generationDate"))
        elif (listing := _entry(node, reading)) is not None:
            yield listing


def _entry(node: Node, reading: Reading) -> Listing | None:
    logical = node.get("logicalId") and f"logical-{node.get('logicalId')}"
    draft = Draft(reading, reference=node.get("euReferenceNumber") or logical, line=node.line)
    subject = (node.all("subjectType") or [node])[0]
    draft.kind = (
        _KINDS.get(subject.get("code")) or _KINDS.get(subject.get("classificationCode")) or draft.kind
    )
    if text := node.get("designationDate"):
        draft.listed_on = draft.day("designationDate", text, day_of(text))
    draft.add_reference(node.get("unitedNationId"))
    draft.remark("designation details", node.get("designationDetails"))
    for text in node.texts("remark"):
        draft.remark("", text)
    _add_regulations(draft, node)
    for name in node.all("nameAlias"):
        _add_name(draft, name)
    for place in node.all("citizenship"):
        draft.add_nationality(_country(place))
        draft.remark("citizenship", ", ".join([*_region(place), *place.texts("remark")]))
    for birth in node.all("birthdate"):
        _add_birth(draft, birth)
    for address in node.all("address"):
        _add_address(draft, address)
    for document in node.all("identification"):
        _add_document(draft, document)
    return draft.finish()


def _add_regulations(draft: Draft, node: Node) -> None:
    regimes = []
    for law in node.all("regulation"):
        draft.add_programme(law.get("programme"))
        title = law.get("numberTitle")
        if title and title not in regimes:
            regimes.append(title)
        parts = (
            " ".join([law.get("organisationType"), law.get("regulationType"), title]).strip(),
            law.get("publicationDate") and f"published {law.get('publicationDate')}",
            law.get("entryIntoForceDate") and f"in force {law.get('entryIntoForceDate')}",
            law.value("publicationUrl"),
        )
        draft.remark("regulation", ", ".join(part for part in parts if part))
    draft.regime = "; ".join(regimes)


def _add_name(draft: Draft, node: Node) -> None:
    parts = [node.get(name) for name in ("firstName", "middleName", "lastName")]
    remarks = node.texts("remark")
    draft.add_name(
        ListedName(
            text=node.get("wholeName") or " ".join(part for part in parts if part),
            kind=NameKind.ALIAS if draft.names else NameKind.PRIMARY,
            is_weak=node.get("strong").lower() == "false" or any(map(_LOW.search, remarks)),
            given=parts[0],
            middle=parts[1],
            family=parts[2],
            language=node.get("nameLanguage").lower(),
        )
    )
    for name in ("function", "title", "gender"):
        draft.remark(name, node.get(name))
    for text in remarks:
        draft.remark("name", text)


def _country(node: Node) -> str:
    return country_of(node.get("countryIso2Code"), node.get("countryDescription"))


def _region(node: Node) -> list[str]:
    found = [node.get(name) for name in ("place", "city", "zipCode", "region")]
    return [part for part in found if part]


def _add_birth(draft: Draft, node: Node) -> None:
    texts = [node.get(name) for name in ("birthdate", "year", "monthOfYear", "dayOfMonth")]
    years = [node.get("yearRangeFrom"), node.get("yearRangeTo")]
    written = " ".join(part for part in [*(texts[:1] if texts[0] else texts[1:]), *years] if part)
    calendar = node.get("calendarType") or "GREGORIAN"
    if written and calendar != "GREGORIAN":
        draft.remark(f"date of birth ({calendar.lower()} calendar)", written)
    elif written:
        draft.add_birth(written, _birth(node, texts, years))
    place = [*_region(node), node.get("countryDescription").replace("UNKNOWN", "")]
    draft.remark("place of birth", ", ".join(part for part in place if part))
    for text in node.texts("remark"):
        draft.remark("date of birth", text)


def _birth(node: Node, texts: list[str], years: list[str]) -> BirthDate | None:
    is_circa = node.get("circa").lower() == "true"
    if texts[0] and not is_circa:
        return birth_of(texts[0])
    if any(years):
        return birth_between(years[0] or years[1], years[1] or years[0], is_circa=is_circa)
    year, month, day = texts[1:] if texts[1] else [*texts[0].split("-"), "", "", ""][:3]
    return parts_of_birth(year, month, day, is_circa=is_circa)


def _add_address(draft: Draft, node: Node) -> None:
    box = node.get("poBox") and f"P.O. Box {node.get('poBox')}"
    draft.add_address([node.get("street"), box, *_region(node)], _country(node))
    for text in node.texts("remark"):
        draft.remark("address", text)
    for contact in node.all("contactInfo"):
        draft.remark(contact.get("key").lower() or "contact", contact.get("value"))
    if node.get("asAtListingTime").lower() == "true":
        draft.remark("address", f"{node.get('street') or node.get('city')} at the time of listing")


def _add_document(draft: Draft, node: Node) -> None:
    kind = node.get("identificationTypeCode") or node.get("identificationTypeDescription")
    number = node.get("number") or node.get("latinNumber")
    draft.add_identifier(Identifier(kind=kind, value=number, country=_country(node)))
    if node.get("latinNumber") and node.get("latinNumber") != number:
        draft.add_identifier(Identifier(kind=kind, value=node.get("latinNumber"), country=_country(node)))
    names = ("identificationTypeDescription", "issuedBy", "issuedDate", "validFrom", "validTo")
    said = [f"{name} {node.get(name)}" for name in (*names, "nameOnDocument") if node.get(name)]
    said += [name for name in _FLAGS if node.get(name).lower() == "true"]
    draft.remark(f"document {number}".strip(), "; ".join([*said, *node.texts("remark")]))
