"""A method as readers of the reference find it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MethodEntry", "method_entry"]

_OWN = "Own definition; see docs/explanation/ratings.md."


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodEntry:
    """One method as readers find it: name, version, kind, text and reference."""

    name: str
    version: str
    kind: str
    text: str
    reference: str


def method_entry(method: str, kind: str, text: str, reference: str = _OWN) -> MethodEntry:
    """Return the entry of a method.

    Args:
        method: Name and version, as published with figures.
        kind: What it is for; entries of one kind stand together.
        text: What it does, and with what is unknown.
        reference: Where it comes from.
    """
    name, version = method.split(" ")
    return MethodEntry(name=name, version=version, kind=kind, text=text, reference=reference)
