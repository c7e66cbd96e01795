"""The Remarks of OFAC's list: dates of birth, nationalities, numbers and weak names in running text."""

from __future__ import annotations

import re

from accord.domain.listing import Identifier, ListedName, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_of
from accord.sources.lists.draft import Draft

__all__ = ["add_document", "add_remarks", "identifier_of", "name_kind"]

_ALTERNATIVE = re.compile(r"^alt\.\s+")
_QUOTED_NAME = re.compile(r"(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.|aka|fka|nka),?\s+['\"](.+)['\"]", re.IGNORECASE)
_KINDS = """
    Passport; Diplomatic Passport; Stateless Person Passport; Tax ID No.; National ID No.; Personal ID
    Card; Registration Number; Registration ID; Registered Charity No.; Identification Number; Cedula
    No.; Cedula de Ciudadania; Cedula de Residencia; Citizen's Card Number; Residency Number; Cartilla
    de Servicio Militar Nacional; NIT #; RUC #; RIF #; RTN; RFC; R.F.C.; C.U.R.P.; C.U.I.T.; C.U.I.;
    C.I.N.; D.N.I.; I.F.E.; I.N.E.; D.P.I.; D.U.I.; L.E. Number; N.I.E.; C.I.F.; SSN; SRE Permit No.;
    Driver's License No.; License; Business Number; Business Registration Number; Business Registration
    Document #; Commercial Registry Number; Company Number; UK Company Number; US FEIN; V.A.T. Number;
    VAT Number; Unified Social Credit Code (USCC); Legal Entity Number; Chinese Commercial Code;
    Certificate of Incorporation Number; Folio Mercantil No.; Matricula Mercantil No; Economic Register
    Number (CBLS); C.R. No.; Enterprise Number; File Number; Dubai Chamber of Commerce Membership No.;
    Chamber of Commerce Number; Trade License No.; Public Registration Number; Romanian C.R.; Romanian
    Permanent Resident; Italian Fiscal Code; Government Gazette Number; C.U.I.P.; LE Number;
    Organization Code; Permit Number; Branch Unit Number; VisaNumberID; Aircraft Serial Identification;
    UAE Identification; Istanbul Chamber of Comm. No.; Turkish Identification Number; Tazkira National
    ID Card; Afghan Money Service Provider License Number; Kenyan ID No.; Numero de Identidad; Numero
    Unico de Identificacao; National Foreign ID Number; Refugee ID Card; Residence Permit; Travel
    Document Number; Seafarer's Identification Document; Interpol: Red Notice. File No.; Immigration
    No.; Birth Certificate Number; Stateless Person ID Card; Electoral Registry No.; Professional
    Registration Number; Pilot License Number; Serial No.; Bosnian Personal ID No.; British National
    Overseas Passport; Tourism License No.; Credencial electoral; Vessel Registration Identification;
    Vessel Registration Number; MMSI; Former Vessel IMO; Aircraft Construction Number (also called L/N
    or S/N or F/N); Aircraft Manufacturer's Serial Number (MSN); Aircraft Tail Number; Previous Aircraft
    Tail Number; SWIFT/BIC; BIK (RU); D-U-N-S Number; Global Intermediary Identification Number; ISIN;
    Equity Ticker; Bank Identifier Code; Moroccan Tax ID No.; Moroccan Personal ID No.; Pakistani ID;
    Central Registration System Number; Paraguayan tax identification number; Registration Certificate
    Number (Dubai); United Social Credit Code Certificate (USCCC)
"""
"""What the list calls numbers of documents and registers, parted by semicolons."""
_KIND = "|".join(re.escape(kind) for kind in " ".join(_KINDS.split()).split("; "))
_ISSUER = r"\(([^()]*(?:\([^()]*\))?[^()]*)\)"
_DOCUMENT = re.compile(
    rf"({_KIND}|Digital Currency Address - \w+)\s+(.+?)(?:\s+{_ISSUER})?((?:\s+(?:issued|expires)\b.*)?)"
)
_IMO = re.compile(r"IMO\s*(\d{7})")
_CLAUSES = re.compile(r";\s+|;$")


def name_kind(word: str) -> NameKind:
    """Return how a name is introduced by ``aka``, ``a.k.a.``, ``fka``, ``nka`` and so on."""
    letters = word.lower().replace(".", "").strip()
    if letters in {"fka", "formerly known as"}:
        return NameKind.FORMER
    return NameKind.ALIAS


def add_remarks(draft: Draft, text: str) -> None:
    """Take what the remarks say into an entry; each clause that has no field stays a remark.

    Names in quotes are weak: in the delimited files they stand here and nowhere else (OFAC, FAQ 123).
    Countries of citizenship count as nationalities.

    Args:
        draft: The entry.
        text: The remarks, clauses parted by semicolons.
    """
    text = text.strip()
    for written in _CLAUSES.split(text.removesuffix(".")):
        clause = _ALTERNATIVE.sub("", written.strip())
        if clause and not _add_clause(draft, clause):
            draft.remark("", written)


def _add_clause(draft: Draft, clause: str) -> bool:
    """Take a clause into a field; return False if there is none for it."""
    first, _, rest = clause.partition(" ")
    if first == "DOB" and rest:
        draft.add_birth(rest, birth_of(rest))
        return True
    if first in {"nationality", "citizen"} and rest:
        draft.add_nationality(country_of("", rest))
        return True
    if match := _QUOTED_NAME.fullmatch(clause):
        draft.add_name(ListedName(text=match[2].strip(), kind=name_kind(match[1]), is_weak=True))
        return True
    if match := _DOCUMENT.fullmatch(clause):
        add_document(draft, match[1], match[2], match[3] or "", match[4].strip())
        return True
    return False


def add_document(draft: Draft, kind: str, number: str, country: str, validity: str) -> None:
    """Add a number of a document; when it was issued or expires stays a remark."""
    draft.add_identifier(identifier_of(kind, number, country_of("", country)))
    draft.remark(f"{kind} {number}", validity)


def identifier_of(kind: str, number: str, country: str) -> Identifier:
    """Return a number; that of a ship, which the list writes as ``IMO 1234567``, by its own kind."""
    if match := _IMO.fullmatch(number):
        return Identifier(kind="IMO", value=match[1])
    return Identifier(kind=kind, value=number, country=country)
