"""The World Bank's list of debarred and cross-debarred firms and individuals, JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import Effect, Identifier, ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import day_of
from accord.sources.lists.draft import Draft
from accord.sources.lists.json_values import Row, parse, text_of
from accord.sources.lists.refusals import bad_json
from accord.sources.lists.result import Reading

__all__ = ["read_world_bank"]

_KINDS = {
    "I": ListingKind.PERSON,
    "F": ListingKind.ORGANIZATION,
    "C": ListingKind.ORGANIZATION,
}
_ADDRESS = ("SUPP_ADDR", "SUPP_CITY", "SUPP_STATE_CODE", "SUPP_PROV_NAME", "SUPP_ZIP_CODE", "SUPP_POST_CODE")
_NUMBERS = {"REGISTER_ID": "register", "DNB_ID": "D-U-N-S"}
_REMARKS = {
    "SUPP_PRE_ACRN": "in front of the name",
    "SUPP_POST_ACRN": "behind the name",
    "DEBAR_TYPE": "type of debarment",
    "ADD_SUPP_INFO": "additional information",
    "INELIGIBLY_STATUS": "status",
}
_IGNORED = set(
    [
        "MANDT",
        "LEGACY_FLG",
        "UN_SUPP_FLG",
        "AML_ENTR_IND",
        "DNB_PAR_ID",
        "DNB_ULTM_ID",
        "CRIS_SUPP_ID",
        "CRPD_MATCH",
        "CRPD_STAT",
        "ELIG_STAT",
        "CREATE_USER",
        "CREATE_DATE",
        "CREATE_TIME",
        "UPD_USER",
        "UPD_DATE",
        "UPD_TIME",
        "REGISTER",
        "PARENT",
        "CREATE_USER_NAME",
        "UPD_USER_NAME",
        "RECHK_IND",
        "INELIG_FLG",
    ]
)
_READ = {
    "SUPP_ID", "SUPP_NAME", "SUPP_TYPE_CODE", "LAND1", "COUNTRY_NAME", "DEBAR_FROM_DATE", "DEBAR_TO_DATE",
    "DEBAR_REASON", "SUPP_ELIG_STAT", "LAST_REFRESH_DATE", *_ADDRESS, *_NUMBERS, *_REMARKS,
}  # fmt: skip
_NEVER = 2999


def read_world_bank(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the debarments of the file.

    A debarment is no asset freeze: it bars from contracts that the Bank pays, from one day to another.
    The year 2999, with which the list writes a debarment without end, is left out. Who entered or
    changed a row, and states of the Bank's internal checks, are left out by name.

    Raises:
        InputDataError: The file is no such JSON (ACC-384, ACC-387).
    """
    rows = _rows(parse(stream.read(), file=reading.file), reading.file)
    for number, row in enumerate(rows, start=1):
        texts = {name: text_of(value, file=reading.file, line=number) for name, value in row.items()}
        for name, text in texts.items():
            if text and name not in _READ and name not in _IGNORED:
                reading.unread[name] += 1
        if reading.as_of is None:
            reading.as_of = day_of(texts.get("LAST_REFRESH_DATE", ""))
        if (listing := _entry(number, texts, reading)) is not None:
            yield listing


def _rows(content: object, file: str) -> list[Row]:
    response = content.get("response") if isinstance(content, dict) else None
    rows = response.get("ZPROCSUPP") if isinstance(response, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise bad_json(file, 1, "no list of rows at response/ZPROCSUPP")
    return rows


def _entry(number: int, row: dict[str, str], reading: Reading) -> Listing | None:
    draft = Draft(reading, reference=row.get("SUPP_ID", ""), line=number, word="row")
    draft.effect = Effect.DEBARMENT
    draft.kind = _KINDS.get(row.get("SUPP_TYPE_CODE", ""), ListingKind.UNKNOWN)
    draft.add_name(ListedName(text=row.get("SUPP_NAME", ""), kind=NameKind.PRIMARY))
    draft.regime = row.get("DEBAR_REASON", "")
    draft.add_programme(row.get("SUPP_ELIG_STAT", ""))
    if text := row.get("DEBAR_FROM_DATE", ""):
        draft.listed_on = draft.day("DEBAR_FROM_DATE", text, day_of(text))
    if text := row.get("DEBAR_TO_DATE", ""):
        end = draft.day("DEBAR_TO_DATE", text, day_of(text))
        if end is not None and end.year >= _NEVER:
            draft.remark("debarment", "without end")
        else:
            draft.ended_on = end
    country = country_of(row.get("LAND1", ""), row.get("COUNTRY_NAME", ""))
    draft.add_address([row.get(name, "") for name in _ADDRESS], country)
    for name, kind in _NUMBERS.items():
        draft.add_identifier(Identifier(kind=kind, value=row.get(name, "")))
    for name, label in _REMARKS.items():
        draft.remark(label, row.get(name, ""))
    return draft.finish()
