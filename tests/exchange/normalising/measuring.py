"""Counts of hits of persons against a list, key by key, on plain bytes: equal keys are a hit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from accord.exchange.normalising import KEY_FACTS, IdentifierType, RefusedSubjectError, Subject, match_keys

__all__ = ["ALL_KEYS", "Listed", "Outcome", "asked", "listed", "outcome"]

ALL_KEYS = tuple(key for key, fact in KEY_FACTS.items() if fact.type is IdentifierType.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Keys of a list: all their bytes by name, and who is behind each."""

    owners: Mapping[bytes, tuple[int, ...]]
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many questions hit under any of some keys, of how many."""

    found: int
    questions: int

    @property
    def share(self) -> float:
        """Share of the questions that hit."""
        return self.found / self.questions


def _keys(fields: Mapping[str, str]) -> Iterable[tuple[str, bytes]]:
    try:
        return match_keys(Subject(type=IdentifierType.PERSON, fields=fields), ALL_KEYS)
    except RefusedSubjectError:
        return ()


def listed(persons: Iterable[Mapping[str, str]]) -> Listed:
    """Return the keys of a list, entry by entry; one that is refused stays on it without keys."""
    owners: dict[bytes, tuple[int, ...]] = {}
    count = 0
    for at, fields in enumerate(persons):
        count += 1
        for _, data in _keys(fields):
            owners[data] = (*owners.get(data, ()), at)
    return Listed(owners=owners, entries=count)


def asked(persons: Iterable[Mapping[str, str]], register: Listed) -> list[dict[str, frozenset[int]]]:
    """Return for every question the entries that it hits, by the name of the key."""
    answers = []
    for fields in persons:
        hits: dict[str, frozenset[int]] = {}
        for name, data in _keys(fields):
            hits[name] = hits.get(name, frozenset()) | frozenset(register.owners.get(data, ()))
        answers.append(hits)
    return answers


def outcome(
    answers: list[dict[str, frozenset[int]]], keys: Collection[str], members: list[int] | None = None
) -> Outcome:
    """Count the questions that hit.

    Args:
        answers: What ``asked`` returned.
        keys: Names of the keys that are in use.
        members: The entry that each question is about; None if they are strangers, whom any hit wrongs.
    """
    found = 0
    for at, hits in enumerate(answers):
        entries = frozenset().union(*(hits.get(key, frozenset()) for key in keys))
        found += (members[at] in entries) if members is not None else bool(entries)
    return Outcome(found=found, questions=len(answers))
