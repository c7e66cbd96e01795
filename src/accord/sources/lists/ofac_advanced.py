"""OFAC's lists as XML of the advanced standard (SDN_ADVANCED.XML, CONS_ADVANCED.XML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import Identifier, ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.dates import parts_of_birth
from accord.sources.lists.draft import Draft
from accord.sources.lists.ofac_layout import LAYOUT
from accord.sources.lists.ofac_references import References, days_of_period
from accord.sources.lists.ofac_remarks import name_kind
from accord.sources.lists.result import Reading
from accord.sources.lists.xml_entries import Node, read_entries

__all__ = ["read_ofac_advanced"]

_KINDS = {
    "Individual": ListingKind.PERSON,
    "Entity": ListingKind.ORGANIZATION,
    "Vessel": ListingKind.VESSEL,
    "Aircraft": ListingKind.AIRCRAFT,
}
_GIVEN = {"First Name", "Given Name"}
_MIDDLE = {"Middle Name", "Patronymic", "Matronymic"}
_FAMILY = {"Last Name", "Maiden Name", "Family Name"}
_BIRTH, _CALENDAR = "Birthdate", "Gregorian"
_NATIONALITIES = ("Nationality Country", "Citizenship Country", "Nationality of Registration")
_COUNTRIES = ("Vessel Flag", "Location", "Former Vessel Flag", "Other Vessel Flag")
_NUMBERS = (
    "Number",
    "Vessel Call Sign",
    "MMSI",
    "IMO",
    "BIC",
    "SWIFT",
    "Digital Currency",
    "Tail",
    "ISIN",
    "LEI",
)


def read_ofac_advanced(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the parties of the file once all of it was read, in its order.

    Aliases marked ``LowQuality`` are weak (OFAC, FAQ 123). The day of listing is the first one of its
    entry events; programmes are the comments of its measures. Relations to other parties stay remarks.
    Parties are kept in memory until the entries behind them were read.
    """
    references = References()
    drafts: dict[str, Draft] = {}
    for path, node in read_entries(stream, LAYOUT, reading):
        if path.startswith("ReferenceValueSets"):
            references.take_word(node)
        elif path == "DateOfIssue":
            issued = parts_of_birth(*_parts(node))
            reading.as_of = issued.earliest if issued and issued.earliest == issued.latest else None
        elif path == "Locations/Location":
            references.take_place(node)
        elif path == "IDRegDocuments/IDRegDocument":
            references.take_document(node)
        elif path == "DistinctParties/DistinctParty":
            _add_party(drafts, node, references, reading)
        elif path == "ProfileRelationships/ProfileRelationship":
            _add_relation(drafts, node, references, reading)
        elif path == "SanctionsEntries/SanctionsEntry":
            _add_entry(drafts, node, references, reading)
    yield from filter(None, [draft.finish() for draft in drafts.values()])


def _add_party(drafts: dict[str, Draft], node: Node, references: References, reading: Reading) -> None:
    for number, profile in enumerate(node.all("Profile")):
        reference = profile.get("ID") if number else node.get("FixedRef") or profile.get("ID")
        draft = drafts[profile.get("ID")] = Draft(reading, reference=reference, line=node.line)
        subtype = profile.get("PartySubTypeID")
        kind = references.word("PartySubType", subtype)
        draft.kind = _KINDS.get(kind) or _KINDS.get(references.kinds.get(subtype, "")) or draft.kind
        for comment in [*node.texts("Comment"), *profile.texts("Comment")]:
            draft.remark("", comment)
        for identity in profile.all("Identity"):
            _add_identity(draft, identity, references)
        for feature in profile.all("Feature"):
            _add_feature(draft, feature, references)
    if not node.all("Profile"):
        reading.set_apart(f"line {node.line}", "no profile", "a profile")


def _add_identity(draft: Draft, node: Node, references: References) -> None:
    groups = {
        group.get("ID"): references.word("NamePartType", group.get("NamePartTypeID"))
        for group in node.all("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    aliases = sorted(node.all("Alias"), key=lambda alias: alias.get("Primary") != "true")
    for alias in aliases:
        for name in alias.all("DocumentedName"):
            _add_name(draft, alias, name, groups, references)
    for identifier, said in references.documents.get(node.get("ID"), []):
        draft.add_identifier(identifier)
        draft.remark(f"{identifier.kind} {identifier.value}".strip(), said)


def _add_name(draft: Draft, alias: Node, node: Node, groups: dict[str, str], references: References) -> None:
    parts = [
        (groups.get(value.get("NamePartGroupID"), ""), value.own_text)
        for value in node.all("DocumentedNamePart/NamePartValue")
        if value.own_text
    ]
    given, middle, family = (
        " ".join(text for kind, text in parts if kind in kinds) for kinds in (_GIVEN, _MIDDLE, _FAMILY)
    )
    rest = [text for kind, text in parts if kind not in {*_GIVEN, *_MIDDLE, *_FAMILY}]
    is_primary = alias.get("Primary") == "true" and not draft.names
    kind = name_kind(references.word("AliasType", alias.get("AliasTypeID")))
    draft.add_name(
        ListedName(
            text=" ".join(part for part in (given, middle, family, *rest) if part),
            kind=NameKind.PRIMARY if is_primary else kind,
            is_weak=alias.get("LowQuality") == "true",
            given=given,
            middle=middle,
            family=family,
        )
    )
    for comment in node.texts("Comment"):
        draft.remark("name", comment)


def _add_feature(draft: Draft, node: Node, references: References) -> None:
    label = references.word("FeatureType", node.get("FeatureTypeID"))
    for version in node.all("FeatureVersion"):
        for comment in version.texts("Comment"):
            draft.remark(label, comment)
        for period in version.all("DatePeriod"):
            _add_period(draft, label, period, references)
        for at in version.all("VersionLocation"):
            _add_place(draft, label, references.places.get(at.get("LocationID"), ([], "")))
        for detail in version.all("VersionDetail"):
            number = detail.get("DetailReferenceID")
            text = detail.own_text or (references.word("DetailReference", number) if number else "")
            if any(word in label for word in _NUMBERS) and any(c.isdigit() for c in text):
                draft.add_identifier(Identifier(kind=label, value=text))
            else:
                draft.remark(label, text)


def _add_period(draft: Draft, label: str, node: Node, references: References) -> None:
    found = days_of_period(node)
    calendar = references.word("CalendarType", node.get("CalendarTypeID")) or _CALENDAR
    edges = [edge for side in ("Start", "End") for at in ("From", "To") for edge in node.all(f"{side}/{at}")]
    written = " to ".join(
        dict.fromkeys("-".join(edge.value(part) for part in ("Year", "Month", "Day")) for edge in edges)
    )
    is_gregorian = calendar in {_CALENDAR, "1"}
    if label == _BIRTH and is_gregorian:
        draft.add_birth(written, found)
    else:
        draft.remark(label if is_gregorian else f"{label} ({calendar} calendar)", written)


def _add_place(draft: Draft, label: str, place: tuple[list[str], str]) -> None:
    parts, country = place
    if label in _NATIONALITIES:
        draft.add_nationality(country or ", ".join(parts))
    elif label == "Location":
        draft.add_address(parts, country)
    else:
        if label in _COUNTRIES:
            draft.add_country(country)
        draft.remark(label, ", ".join(part for part in [*parts, country] if part))


def _add_relation(drafts: dict[str, Draft], node: Node, references: References, reading: Reading) -> None:
    ends = [drafts.get(node.get(end)) for end in ("From-ProfileID", "To-ProfileID")]
    word = references.word("RelationType", node.get("RelationTypeID"))
    former = "former " if node.get("Former") == "true" else ""
    if ends[0] is None or ends[1] is None:
        reading.unread["relations to a profile that the file does not have"] += 1
        return
    draft, other = ends[0], ends[1]
    said = [f"{former}{word} {reading.id_of(other.reference)}", *node.texts("Comment")]
    draft.remark("relation", ", ".join(said))


def _add_entry(drafts: dict[str, Draft], node: Node, references: References, reading: Reading) -> None:
    draft = drafts.get(node.get("ProfileID"))
    if draft is None:
        reading.set_apart(
            f"line {node.line}", "an entry of a profile that the file does not have", "a known profile"
        )
        return
    regimes = [draft.regime, references.word("List", node.get("ListID"))]
    draft.regime = "; ".join(dict.fromkeys(regime for regime in regimes if regime))
    days = [parts_of_birth(*_parts(at)) for at in node.all("EntryEvent/Date")]
    known = [day.earliest for day in days if day and day.earliest == day.latest]
    draft.listed_on = min([*known, *([draft.listed_on] if draft.listed_on else [])], default=None)
    for event in node.all("EntryEvent"):
        if event.get("LegalBasisID"):
            draft.remark("legal basis", references.word("LegalBasis", event.get("LegalBasisID")))
        for comment in event.texts("Comment"):
            draft.remark("entry", comment)
    _add_measures(draft, node, references)
    for comment in node.texts("LimitationsToListing"):
        draft.remark("limitations", comment)


def _parts(node: Node) -> tuple[str, str, str]:
    return node.value("Year"), node.value("Month"), node.value("Day")


def _add_measures(draft: Draft, node: Node, references: References) -> None:
    for measure in node.all("SanctionsMeasure"):
        kind = references.word("SanctionsType", measure.get("SanctionsTypeID"))
        for comment in measure.texts("Comment"):
            if kind == "Program":
                draft.add_programme(comment)
            else:
                draft.remark(kind, comment)
        if kind != "Program" and not measure.texts("Comment"):
            draft.remark("measure", kind)
