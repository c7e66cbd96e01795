"""The UK Sanctions List (FCDO), since 28 January 2026 the single official list of the United Kingdom: XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import Listing
from accord.sources.lists.dates import day_of
from accord.sources.lists.result import Reading
from accord.sources.lists.uk_designation import Address, Designation, Name, NonLatinName, Paper, finish
from accord.sources.lists.xml_entries import Layout, Node, read_entries

__all__ = ["read_uk"]

_TOP = {
    "reference": "UniqueID",
    "group": "OFSIGroupID",
    "un_reference": "UNReferenceNumber",
    "kind": "IndividualEntityShip",
    "regime": "RegimeName",
    "source": "DesignationSource",
    "designated_on": "DateDesignated",
    "measures": "SanctionsImposed",
}
_PERSON = "IndividualDetails/Individual"
_ENTITY = "EntityDetails/Entity"
_SHIP = "ShipDetails/Ship"
_REMARKS = {
    "Titles/Title": "title",
    f"{_PERSON}/Positions/Position": "function",
    f"{_PERSON}/Genders/Gender": "gender",
    f"{_ENTITY}/TypeOfEntities/TypeOfEntity": "type",
    f"{_ENTITY}/ParentCompanies/ParentCompany": "parent company",
    f"{_ENTITY}/Subsidiaries/Subsidiary": "subsidiary",
    f"{_SHIP}/CurrentOwnerOperators/CurrentOwnerOperator": "owner or operator",
    f"{_SHIP}/PreviousOwnerOperators/PreviousOwnerOperator": "previous owner or operator",
    f"{_SHIP}/PreviousFlags/PreviousFlag": "previous flag",
    f"{_SHIP}/TypeOfShipDetails/TypeOfShip": "type of ship",
    f"{_SHIP}/TonnageOfShipDetails/TonnageOfShip": "tonnage",
    f"{_SHIP}/LengthOfShipDetails/LengthOfShip": "length",
    f"{_SHIP}/YearsBuilt/YearBuilt": "year built",
    "PhoneNumbers/PhoneNumber": "phone",
    "EmailAddresses/EmailAddress": "email",
    "Websites/Website": "website",
    "OtherInformation": "",
    "UKStatementofReasons": "statement of reasons",
}
_BIRTHS = f"{_PERSON}/DOBs/DOB"
_BIRTH_PLACE = f"{_PERSON}/BirthDetails/Location"
_NATIONALITIES = f"{_PERSON}/Nationalities/Nationality"
_FLAGS = f"{_SHIP}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip"
_PAPERS = (
    (f"{_PERSON}/PassportDetails/Passport", "passport", "PassportNumber", "PassportAdditionalInformation"),
    (
        f"{_PERSON}/NationalIdentifierDetails/NationalIdentifier",
        "national identifier",
        "NationalIdentifierNumber",
        "NationalIdentifierAdditionalInformation",
    ),
    (f"{_ENTITY}/BusinessRegistrationNumbers", "business registration", "BusinessRegistrationNumber", ""),
    (f"{_SHIP}/IMONumbers", "IMO", "IMONumber", ""),
    (f"{_SHIP}/HullIdentificationNumbers", "hull identification", "HullIdentificationNumber", ""),
)
_NAME_PARTS = [f"Name{number}" for number in range(1, 7)]
_LINES = [f"AddressLine{number}" for number in range(1, 7)]
_SCRIPT = ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")
_INDICATORS = """AssetFreeze ArmsEmbargo TargetedArmsEmbargo CharteringOfShips TravelBan Deflag
    ClosureOfRepresentativeOffices CrewServicingOfShipsAndAircraft PreventionOfBusinessArrangements
    ProhibitionOfPortEntry PreventionOfCharteringOfShips PreventionOfCharteringOfShipsAndAircraft
    TechnicalAssistanceRelatedToAircraft TrustServicesSanctions DirectorDisqualificationSanction"""
_INSIDE = [
    "LastUpdated",
    *_TOP.values(),
    *_REMARKS,
    *(f"Names/Name/{part}" for part in (*_NAME_PARTS, "NameType", "AliasStrength")),
    *(f"NonLatinNames/NonLatinName/{part}" for part in _SCRIPT),
    *(f"Addresses/Address/{part}" for part in (*_LINES, "AddressPostalCode", "AddressCountry")),
    *(f"SanctionsImposedIndicators/{name}" for name in _INDICATORS.split()),
    _BIRTHS,
    f"{_BIRTH_PLACE}/TownOfBirth",
    f"{_BIRTH_PLACE}/CountryOfBirth",
    _NATIONALITIES,
    _FLAGS,
    *(f"{path}/{name}" for path, _kind, number, note in _PAPERS for name in (number, note) if name),
]
_LAYOUT = Layout(
    entries={"Designation", "DateGenerated"},
    read=" ".join(["DateGenerated", *(f"Designation/{path}" for path in _INSIDE)]),
)


def read_uk(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the designations of the file.

    Days of the last updates are left out by name, and so are the indicators of measures, which repeat
    the field of the measures imposed.
    """
    for path, node in read_entries(stream, _LAYOUT, reading):
        if path == "DateGenerated":
            reading.as_of = day_of(node.own_text)
        elif path and (listing := finish(_designation(node), reading)) is not None:
            yield listing


def _designation(node: Node) -> Designation:
    found = Designation(line=node.line, word="line")
    for field, path in _TOP.items():
        setattr(found, field, node.value(path))
    for name in node.all("Names/Name"):
        parts = [name.value(part) for part in _NAME_PARTS]
        found.names.append(Name(parts, name.value("NameType"), name.value("AliasStrength")))
    for name in node.all("NonLatinNames/NonLatinName"):
        found.scripts.append(NonLatinName(*(name.value(part) for part in _SCRIPT)))
    for place in node.all("Addresses/Address"):
        lines = [place.value(line) for line in (*_LINES, "AddressPostalCode")]
        found.addresses.append(Address(lines, place.value("AddressCountry")))
    for path, kind, number, note in _PAPERS:
        for at in node.all(path):
            numbers = at.texts(number)
            said = at.value(note) if note else ""
            found.papers += [Paper(kind, text, said) for text in numbers or ([""] if said else [])]
    for at in node.all(_BIRTH_PLACE):
        found.remarks.append(("place of birth", _joined(at.value("TownOfBirth"), at.value("CountryOfBirth"))))
    found.births = node.texts(_BIRTHS)
    found.nationalities = node.texts(_NATIONALITIES)
    found.flags = node.texts(_FLAGS)
    found.remarks += [(label, text) for path, label in _REMARKS.items() for text in node.texts(path)]
    return found


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
