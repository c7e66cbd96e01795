"""Names on the Swiss list: parts in an order, each with spellings in other languages and scripts."""

from __future__ import annotations

from itertools import product
from math import prod

from accord.domain.listing import ListedName, NameKind
from accord.sources.lists.draft import Draft
from accord.sources.lists.xml_entries import Node

__all__ = ["add_names"]

_KINDS = {"primary-name": NameKind.PRIMARY, "alias": NameKind.ALIAS, "formerly-known-as": NameKind.FORMER}
_CODES = """eng=en ger=de deu=de fre=fr fra=fr ita=it rus=ru ukr=uk bel=be ara=ar per=fa fas=fa chi=zh zho=zh
    kor=ko srp=sr bos=bs hrv=hr spa=es tur=tr kat=ka geo=ka pus=ps heb=he mya=my bur=my por=pt"""
_LANGUAGES = dict(pair.split("=") for pair in _CODES.split())
_APART = {"title", "suffix"}
_GIVEN = {"given-name"}
_MIDDLE = {"further-given-name", "father-name", "grand-father-name"}
_FAMILY = {"family-name", "maiden-name"}
_MOST = 50
"""Combinations of spellings of one name in one script; beyond them each spelling occurs in one name."""

Spelling = tuple[str, str]
Part = tuple[str, list[str]]


def add_names(draft: Draft, node: Node, *, is_main: bool) -> None:
    """Add a name and its spellings.

    Spellings of one language and script are combined with each other, never with those of another;
    a part without a spelling there stands as in the main one. Titles and suffixes are remarks, and the
    name of a tribe alone is a weak alias. A name of low quality is weak.

    Args:
        draft: The entry.
        node: The element ``name``.
        is_main: Whether the identity to which it belongs is the main one.
    """
    named = _named(draft, node)
    kind = _KINDS.get(node.get("name-type"), NameKind.ALIAS)
    is_weak = node.get("quality") == "low"
    for group in _groups(named):
        spelled = [(part.get("name-part-type"), _spellings(part, group)) for part in named]
        language = group[0] or node.get("lang").lower()
        for chosen in _combinations([one for one in spelled if one[1]]):
            first = is_main and not draft.names
            kept = kind if kind is not NameKind.PRIMARY or first else NameKind.ALIAS
            draft.add_name(_name(chosen, kept, is_weak, _LANGUAGES.get(language, language)))
    for part in named:
        if part.get("name-part-type") == "tribal-name" and len(named) > 1:
            for text in part.texts("value"):
                draft.add_name(ListedName(text=text, kind=NameKind.ALIAS, is_weak=True))


def _named(draft: Draft, node: Node) -> list[Node]:
    """Return the parts that make the name, in their order; the others become remarks."""
    named = []
    for part in sorted(node.all("name-part"), key=_order):
        if part.get("name-part-type") not in _APART:
            named.append(part)
            continue
        for text in [*part.texts("value"), *part.texts("spelling-variant")]:
            draft.remark(part.get("name-part-type"), text)
    return named


def _groups(named: list[Node]) -> list[Spelling]:
    """Return the main spelling, then each language and script that any part is spelled in."""
    variants = [variant for part in named for variant in part.all("spelling-variant")]
    found = [("", ""), *((variant.get("lang").lower(), variant.get("script")) for variant in variants)]
    return list(dict.fromkeys(found))


def _order(part: Node) -> int:
    text = part.get("order")
    return int(text) if text.isascii() and text.isdigit() else 0


def _spellings(part: Node, group: Spelling) -> list[str]:
    if group != ("", ""):
        variants = part.all("spelling-variant")
        found = [v.own_text for v in variants if (v.get("lang").lower(), v.get("script")) == group]
        if any(found):
            return [text for text in dict.fromkeys(found) if text]
    return part.texts("value")


def _combinations(parts: list[Part]) -> list[list[tuple[str, str]]]:
    kinds = [kind for kind, _texts in parts]
    if prod(len(texts) for _kind, texts in parts) <= _MOST:
        return [
            list(zip(kinds, chosen, strict=True)) for chosen in product(*(texts for _kind, texts in parts))
        ]
    first = [texts[0] for _kind, texts in parts]
    found = [first]
    for position, (_kind, texts) in enumerate(parts):
        found += [[*first[:position], text, *first[position + 1 :]] for text in texts[1:]]
    return [list(zip(kinds, chosen, strict=True)) for chosen in found]


def _name(parts: list[tuple[str, str]], kind: NameKind, is_weak: bool, language: str) -> ListedName:
    given, middle, family = (
        " ".join(text for part, text in parts if part in kinds) for kinds in (_GIVEN, _MIDDLE, _FAMILY)
    )
    rest = [text for part, text in parts if part not in {*_GIVEN, *_MIDDLE, *_FAMILY}]
    return ListedName(
        text=" ".join(text for text in (given, middle, family, *rest) if text),
        kind=kind,
        is_weak=is_weak,
        given=given,
        middle=middle,
        family=family,
        language=language,
    )
