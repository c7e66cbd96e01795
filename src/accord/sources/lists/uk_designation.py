"""A designation of the UK Sanctions List, whichever of its formats it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from accord.domain.listing import Effect, Identifier, ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_of, day_of
from accord.sources.lists.draft import Draft
from accord.sources.lists.result import Reading

__all__ = ["Address", "Designation", "Name", "NonLatinName", "Paper", "finish"]

_KINDS = {
    "individual": ListingKind.PERSON,
    "entity": ListingKind.ORGANIZATION,
    "ship": ListingKind.VESSEL,
}
_CODES = """arabic=ar armenian=hy azerbaijani=az belarusian=be bosnian=bs bulgarian=bg burmese=my chinese=zh
    georgian=ka greek=el hebrew=he japanese=ja korean=ko macedonian=mk persian=fa farsi=fa dari=fa pashto=ps
    russian=ru serbian=sr ukrainian=uk urdu=ur turkish=tr"""
_LANGUAGES = dict(pair.split("=") for pair in _CODES.split())
_ORDINALS = re.compile(r"\(\d+\)\s*")


class Name(NamedTuple):
    """A name: parts 1 to 6, of which the last is the family name, its type and its strength."""

    parts: list[str]
    kind: str
    strength: str


class NonLatinName(NamedTuple):
    """A name in another script, with type and language of that script."""

    text: str
    script: str
    language: str


class Address(NamedTuple):
    """Lines of an address with its postal code, and the name of its country."""

    lines: list[str]
    country: str


class Paper(NamedTuple):
    """A number of a document or register, and what is said of it."""

    kind: str
    number: str
    note: str


@dataclass(slots=True)
class Designation:
    """The fields of a designation as the list writes them; the names follow the list."""

    line: int
    word: str
    reference: str = ""
    group: str = ""
    un_reference: str = ""
    kind: str = ""
    regime: str = ""
    source: str = ""
    designated_on: str = ""
    measures: str = ""
    names: list[Name] = field(default_factory=list)
    scripts: list[NonLatinName] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def finish(designation: Designation, reading: Reading) -> Listing | None:
    """Return the entry of a designation, or None after noting why there is none.

    An alias of low quality is weak. Where measures are stated and no asset freeze is among them, the
    effect is another measure. The measures and the source of the designation stay remarks.
    """
    draft = Draft(reading, reference=designation.reference, line=designation.line, word=designation.word)
    draft.kind = _KINDS.get(designation.kind.lower(), ListingKind.UNKNOWN)
    if designation.kind.lower() not in _KINDS:
        draft.remark("type", designation.kind)
    draft.regime = designation.regime
    draft.add_programme(designation.regime)
    if text := designation.designated_on:
        draft.listed_on = draft.day("date designated", text, day_of(text))
    for reference in re.split(r"[;,|\s]+", designation.un_reference):
        draft.add_reference(reference)
    _add_measures(draft, designation.measures)
    draft.remark("designated by", designation.source.replace("|", "; "))
    draft.remark("OFSI group", designation.group)
    _add_names(draft, designation)
    _add_person(draft, designation)
    for text in designation.flags:
        draft.add_country(country_of("", text))
    for address in designation.addresses:
        draft.add_address(address.lines, country_of("", address.country))
    for paper in designation.papers:
        draft.add_identifier(Identifier(kind=paper.kind, value=paper.number))
        draft.remark(f"{paper.kind} {paper.number}".strip(), paper.note)
    for label, text in designation.remarks:
        draft.remark(label, text)
    return draft.finish()


def _add_measures(draft: Draft, text: str) -> None:
    measures = [part.strip() for part in text.split("|") if part.strip()]
    if measures and not any("asset freeze" in measure.lower() for measure in measures):
        draft.effect = Effect.OTHER
    draft.remark("measures", "; ".join(measures))


def _add_person(draft: Draft, designation: Designation) -> None:
    for text in designation.births:
        draft.add_birth(text, birth_of(text))
    for text in designation.nationalities:
        for one in _ORDINALS.split(text):
            draft.add_nationality(country_of("", one.strip(" .,;")))


def _add_names(draft: Draft, designation: Designation) -> None:
    for name in designation.names:
        word = name.kind.lower()
        given, family = " ".join(part for part in name.parts[:5] if part), name.parts[5]
        is_split = draft.kind is ListingKind.PERSON and given and family
        draft.add_name(
            ListedName(
                text=f"{given} {family}".strip(),
                kind=_name_kind(word),
                is_weak="low" in name.strength.lower(),
                given=given if is_split else "",
                family=family if is_split else "",
            )
        )
        if word not in _NAME_KINDS and not word.startswith("primary name"):
            draft.remark("type of name", name.kind)
    for script in designation.scripts:
        language = _LANGUAGES.get(script.language.lower(), "")
        draft.add_name(ListedName(text=script.text, kind=NameKind.ALIAS, language=language))
        if not language:
            draft.remark("language of a name", script.language)
        draft.remark("script of a name", script.script)


_NAME_KINDS = {
    "primary name": NameKind.PRIMARY,
    "alias": NameKind.ALIAS,
    "aka": NameKind.ALIAS,
    "a.k.a": NameKind.ALIAS,
    "fka": NameKind.FORMER,
    "f.k.a": NameKind.FORMER,
    "": NameKind.ALIAS,
}


def _name_kind(word: str) -> NameKind:
    if word.startswith("primary name variation"):
        return NameKind.ALIAS
    return _NAME_KINDS.get(word.strip(". "), NameKind.ALIAS)
