"""What is to be computed and shown: parameters, topics, computed figures, panels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.claim import ChoiceName
from accord.domain.evidence import NOWHERE, Origin

__all__ = ["DerivedFigure", "DerivedName", "Panel", "Parameter", "TopicFigure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A constant that a method uses; in content, so that it can be read, cited and changed.

    Attributes:
        id: Name under which methods ask for it.
        value: The number.
        unit: Unit of the number.
        label: What it means.
        reason: Why this value, with the reference.
    """

    id: str
    value: Decimal
    unit: str
    label: str
    reason: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFigure:
    """A topic that is shown although no claim exists, or that needs a rule or label of its own.

    Attributes:
        id: Topic id, ``subject.attribute`` or ``subject.attribute.partner``.
        label: Name on pages; empty for the default name.
        rule: Rule that chooses among the claims; None for the attribute's rule.
        why_unknown: Said when no verified claim exists.
        reason: Why another rule was chosen.
    """

    id: str
    label: str = ""
    rule: ChoiceName | None = None
    why_unknown: str = ""
    reason: str = ""
    origin: Origin = NOWHERE


class DerivedName(StrEnum):
    """Names of the methods that compute figures; ``methods.derived`` says what each does."""

    SUM_OF_LINES = "sum_of_lines"
    SUM_OF_FIGURES = "sum_of_figures"
    RATIO = "ratio"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFigure:
    """A figure computed from other figures or from financing lines by a named method.

    Attributes:
        id: Stable id.
        label: Name on pages.
        method: Name of the method.
        inputs: Ids of figures, in the order that the method documents.
        projects: Projects whose financing lines are taken (methods on lines).
        kinds: Kinds of financing line that are taken; empty means all.
        grant_codes: Only lines with one of these codes; empty means all.
        note: What the definition means and who uses it.
        source: Source of the definition; empty if it is ours.
    """

    id: str
    label: str
    method: DerivedName
    inputs: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    grant_codes: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A group of figures that stand side by side on the money page.

    Attributes:
        id: Stable id.
        title: Heading.
        text: What a reader should know before comparing them.
        figures: Ids of figures, in the order in which they are shown.
    """

    id: str
    title: str
    text: str
    figures: tuple[str, ...]
    origin: Origin = NOWHERE
