"""Which term of the Universal Message Format each part of a follow-up is mapped to, and on what assumption.

UMF is laid down by Commission Implementing Decision (EU) 2023/221. Its schemas were not found in public, so
the names here follow the entities that public descriptions of UMF speak of (person, means of transport,
firearm, document, means of communication, financial product, organisation, case). This is a mapping to take
further, and no claim that any file conforms. Whoever has the schemas changes this table and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from accord.exchange.normalising.subject import IdentifierType

__all__ = ["CASE_TERMS", "MAPPING_VERSION", "SUBJECT_TERMS", "UmfTerm"]

MAPPING_VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class UmfTerm:
    """A term and why it is taken.

    Attributes:
        term: Entity and attribute, with dots between.
        assumption: What was assumed because the schema was not read.
    """

    term: str
    assumption: str


def _term(term: str, assumption: str) -> UmfTerm:
    return UmfTerm(term=term, assumption=assumption)


_ENTITY = "The entity is named in public descriptions; the name of the attribute is assumed."
_OWN = "No term is known; the name is Accord's."

SUBJECT_TERMS: Mapping[IdentifierType, Mapping[str, UmfTerm]] = MappingProxyType(
    {
        IdentifierType.FIREARM: {
            "serial": _term("Firearm.SerialNumber", _ENTITY),
            "make": _term("Firearm.Make", _ENTITY),
            "calibre": _term("Firearm.Calibre", _ENTITY),
            "origin": _term("Firearm.CountryOfManufacture", _ENTITY),
        },
        IdentifierType.PLATE: {
            "country": _term("MeansOfTransportation.RegistrationCountry", _ENTITY),
            "plate": _term("MeansOfTransportation.RegistrationNumber", _ENTITY),
        },
        IdentifierType.VEHICLE: {"vin": _term("MeansOfTransportation.VehicleIdentificationNumber", _ENTITY)},
        IdentifierType.IBAN: {
            "iban": _term(
                "FinancialProduct.AccountNumber", "An account is assumed to be a financial product."
            )
        },
        IdentifierType.DOCUMENT: {
            "country": _term("IdentityDocument.IssuingCountry", _ENTITY),
            "number": _term("IdentityDocument.DocumentNumber", _ENTITY),
        },
        IdentifierType.PHONE: {
            "number": _term("MeansOfCommunication.Number", _ENTITY),
            "country": _term("MeansOfCommunication.Country", _ENTITY),
        },
        IdentifierType.COMPANY: {
            "country": _term("Organisation.RegistrationCountry", _ENTITY),
            "number": _term("Organisation.RegistrationNumber", _ENTITY),
        },
        IdentifierType.PERSON: {
            "first_name": _term("Person.PersonIdentity.FirstName", _ENTITY),
            "family_name": _term("Person.PersonIdentity.FamilyName", _ENTITY),
            "birth_date": _term("Person.PersonIdentity.DateOfBirth", _ENTITY),
        },
    }
)
"""Term of each field of each type of subject."""

CASE_TERMS: Mapping[str, UmfTerm] = MappingProxyType(
    {
        "id": _term("Message.MessageIdentifier", _ENTITY),
        "asker": _term("Message.Sender", "The id in the directory stands for the competent authority."),
        "holder": _term("Message.Recipient", "The id in the directory stands for the competent authority."),
        "urgency": _term("Message.Urgency", "Two degrees, those of Directive (EU) 2023/977."),
        "reference": _term("Case.CaseReference", _ENTITY),
        "purpose": _term("Case.Purpose", _OWN),
        "basis": _term("Case.LegalBasis", "The id of the row in the directory; its text is there."),
        "offence_years": _term("Case.MaximumSentenceYears", _OWN),
        "role": _term("Person.Role", "The roles are those of Article 33 of Regulation (EU) 2024/982."),
        "reason": _term("Case.ReasonForRequest", _OWN),
        "question": _term("Message.RelatedMessageIdentifier", _ENTITY),
        "key": _term("Match.MatchKey", _OWN),
        "because": _term("Message.Justification", _ENTITY),
        "wanted": _term("Message.RequestedInformation", _ENTITY),
        "state": _term("Message.Status", _OWN),
        "received": _term("Message.ReceivedDateTime", _ENTITY),
        "due": _term("Message.DueDateTime", _OWN),
    }
)
"""Term of everything around the subject."""
