"""A neutral form for any list: one JSON object a line, with short keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from accord.domain.listing import Effect, Identifier, ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_of, day_of
from accord.sources.lists.draft import Draft
from accord.sources.lists.json_values import Row, Value, parse, text_of, texts_of
from accord.sources.lists.refusals import bad_json, too_large
from accord.sources.lists.result import Reading, is_code

__all__ = ["KEYS", "read_neutral"]

KEYS = (
    *("id", "src", "schema", "names", "dob", "nat", "countries", "addresses", "ids", "unref", "prog"),
    *("regime", "effect", "since", "until", "ended", "remarks"),
)
"""Keys of an entry; ``id`` and ``names`` are needed."""
_NAME_KEYS = {"n", "first", "mid", "last", "lang", "type", "weak"}
_LARGEST = 4 << 20
_KINDS = {kind.value.lower(): kind for kind in ListingKind} | {
    "company": ListingKind.ORGANIZATION,
    "individual": ListingKind.PERSON,
    "entity": ListingKind.ORGANIZATION,
    "ship": ListingKind.VESSEL,
    "aircraft": ListingKind.AIRCRAFT,
}
_FORMER = {"fka", "f.k.a.", "former", "formerly-known-as", "previous"}


def read_neutral(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the entries of the file, each on the list that its key ``src`` names.

    Raises:
        InputDataError: A line is no such object (ACC-384, ACC-387) or too long (ACC-395).
    """
    chosen = reading.code
    number = 0
    while line := stream.readline(_LARGEST + 1):
        number += 1
        if len(line) > _LARGEST:
            raise too_large(reading.file, number, "bytes of one line", _LARGEST)
        if not line.strip():
            continue
        row = parse(line, file=reading.file, line=number)
        if not isinstance(row, dict) or not isinstance(row.get("names"), list):
            raise bad_json(reading.file, number, "an entry without the list of its names")
        reading.code = chosen or text_of(row.get("src"), file=reading.file, line=number)
        if not is_code(reading.code):
            raise bad_json(reading.file, number, f"no code of a list in src: {reading.code[:40]!r}")
        if (listing := _entry(number, row, reading)) is not None:
            yield listing
    reading.code = chosen


class _Row:
    """The keys of an entry, taken out as texts."""

    def __init__(self, row: Row, file: str, line: int) -> None:
        self.row, self.file, self.line = row, file, line

    def text(self, key: str) -> str:
        return text_of(self.row.get(key), file=self.file, line=self.line)

    def texts(self, key: str) -> list[str]:
        return texts_of(self.row.get(key), file=self.file, line=self.line)


def _entry(number: int, row: Row, reading: Reading) -> Listing | None:
    file, of = reading.file, _Row(row, reading.file, number)
    source, written = of.text("src") or reading.code, of.text("id")
    draft = Draft(reading, reference=written.removeprefix(f"{source}:"), line=number)
    draft.kind = _KINDS.get(of.text("schema").lower(), ListingKind.UNKNOWN)
    if of.text("schema").lower() not in _KINDS:
        draft.remark("type", of.text("schema"))
    _add_names(draft, row.get("names"), file, number)
    _add_identifiers(draft, row.get("ids"), file, number)
    _add_texts(draft, of)
    draft.regime = of.text("regime")
    draft.effect = _effect(of.text("effect"), file, number)
    draft.listed_on = _day(draft, "since", of.text("since"))
    _end(draft, row.get("ended"), of.text("until"), file, number)
    reading.unread.update(key for key in row if key not in KEYS and row[key] not in (None, "", []))
    return _with_own_id(draft.finish(), written, source)


def _add_texts(draft: Draft, of: _Row) -> None:
    for written in of.texts("dob"):
        draft.add_birth(written, birth_of(written))
    for country in of.texts("nat"):
        draft.add_nationality(country_of(country, country))
    for country in of.texts("countries"):
        draft.add_country(country_of(country, country))
    for address in of.texts("addresses"):
        draft.add_address([address], "")
    for reference in of.texts("unref"):
        draft.add_reference(reference)
    for programme in of.texts("prog"):
        draft.add_programme(programme)
    for remark in of.texts("remarks"):
        draft.remark("", remark)


def _with_own_id(listing: Listing | None, written: str, source: str) -> Listing | None:
    """Keep an id that already begins with the code of its list."""
    if listing is None or not written.startswith(f"{source}:"):
        return listing
    return replace(listing, id=written)


def _add_names(draft: Draft, value: Value, file: str, line: int) -> None:
    for one in value if isinstance(value, list) else []:
        name = {"n": one} if isinstance(one, str) else one
        if not isinstance(name, dict):
            raise bad_json(file, line, "a name that is neither a text nor an object")
        part = {key: text_of(name.get(key), file=file, line=line) for key in _NAME_KEYS - {"weak"}}
        parts = [part[key] for key in ("first", "mid", "last") if part[key]]
        kind = NameKind.ALIAS if draft.names else NameKind.PRIMARY
        if part["type"].lower() in _FORMER:
            kind = NameKind.FORMER
        draft.add_name(
            ListedName(
                text=part["n"] or " ".join(parts),
                kind=kind,
                is_weak=_truth(name.get("weak"), file, line) or part["type"].lower() == "weak aka",
                given=part["first"],
                middle=part["mid"],
                family=part["last"],
                language=part["lang"].lower(),
            )
        )
        for key, unread in name.items():
            if key not in _NAME_KEYS and unread not in (None, ""):
                draft.reading.unread[f"names/{key}"] += 1


def _add_identifiers(draft: Draft, value: Value, file: str, line: int) -> None:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            found = [text_of(one.get(key), file=file, line=line) for key in ("value", "kind", "country")]
            country = country_of(found[2], found[2])
            draft.add_identifier(Identifier(value=found[0], kind=found[1], country=country))
        else:
            draft.add_identifier(Identifier(value=text_of(one, file=file, line=line)))


def _truth(value: Value, file: str, line: int) -> bool:
    if value in (None, "", 0, 1) or isinstance(value, bool):
        return bool(value)
    raise bad_json(file, line, "a truth value that is neither true nor false")


def _effect(text: str, file: str, line: int) -> Effect:
    if not text:
        return Effect.ASSET_FREEZE
    known = {effect.value: effect for effect in Effect}
    if text not in known:
        raise bad_json(file, line, f"effect {text[:40]!r}; known are {', '.join(known)}")
    return known[text]


def _day(draft: Draft, key: str, text: str) -> date | None:
    return draft.day(key, text, day_of(text)) if text else None


def _end(draft: Draft, ended: Value, until: str, file: str, line: int) -> None:
    """``ended`` says that an entry was taken off, or on which day; ``until`` when a measure ends."""
    draft.ended_on = _day(draft, "until", until)
    if isinstance(ended, str) and ended:
        draft.is_ended = True
        draft.ended_on = _day(draft, "ended", ended) or draft.ended_on
    else:
        draft.is_ended = _truth(ended, file, line)
