"""What an announced sum for broadband buys at the costs of projects on record: two readings, none claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from accord.domain.claim import Qualifier, topic_id
from accord.domain.declaration import Declaration
from accord.domain.evidence import weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.project import Project

__all__ = [
    "ANNOUNCED_BROADBAND_METHOD",
    "announced_broadband",
    "announced_commitments",
    "announced_sums",
    "costed_projects",
    "digital_concerns",
]

ANNOUNCED_BROADBAND_METHOD = "announced_broadband 1.1"
"""Name and version as published with these figures."""

_CLAIMED = "broadband.announced.claimed."
_WHOLE = Decimal(1)
_HUNDREDTH = Decimal("0.01")
_DIGITAL = "digital"
_PLEDGED = "The grants over their share, less the grants. Nothing says that anybody pledged it."


def announced_sums(declaration: Declaration, topics: Mapping[str, Figure]) -> tuple[str, ...]:
    """Return the ids of commitments with an announced sum that a digital project names.

    Args:
        declaration: The content as known on a day.
        topics: Its figures that choose among claims, by id.
    """
    named = digital_concerns(declaration)
    return tuple(
        row.id
        for row in declaration.commitments
        if row.id in named and _number(topics, row.id, "grants_announced") is not None
    )


def costed_projects(declaration: Declaration, topics: Mapping[str, Figure]) -> tuple[Project, ...]:
    """Return the digital projects of which cost and households are on record, in one currency or none.

    Args:
        declaration: The content as known on a day.
        topics: Its figures that choose among claims, by id.
    """
    return tuple(
        row
        for row in declaration.projects
        if row.mode == _DIGITAL
        and (_number(topics, row.id, "cost") or 0) > 0
        and (_number(topics, row.id, "households") or 0) > 0
    )


def announced_broadband(declaration: Declaration, topics: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return what each announced sum buys at the cost per household of each project on record.

    The cost per household is that of a whole project, with what it spends on schools and other
    institutions, so that no reading is an estimate of what would be reached. A sum in another currency than
    a project is not converted: the readings are then unknown. Nothing says which reading was meant, so the
    figure ``claimed`` stays unknown.

    Args:
        declaration: The content as known on a day.
        topics: Its figures that choose among claims, by id.

    Returns:
        Figures by id, in the order of their ids.
    """
    found: list[Figure] = []
    for project in costed_projects(declaration, topics):
        found += _unit_figures(project, topics)
    units = {figure.id: figure for figure in found}
    for name in announced_sums(declaration, topics):
        found.append(_claimed(name, declaration, topics))
        for project in costed_projects(declaration, topics):
            found += _readings(name, project, topics, units)
    return {figure.id: figure for figure in sorted(found, key=lambda figure: figure.id)}


def announced_commitments(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return the ids of the commitments with an announced sum for broadband, as figures name them."""
    names = (figure.id.partition(_CLAIMED) for figure in figures)
    return tuple(sorted(name for before, _claimed, name in names if not before and name))


def digital_concerns(declaration: Declaration) -> frozenset[str]:
    """Return the ids of digital projects and of the commitments that they name.

    Args:
        declaration: The content as known on a day.
    """
    digital = [row for row in declaration.projects if row.mode == _DIGITAL]
    return frozenset(name for row in digital for name in (row.id, *row.commitments))


def _unit_figures(project: Project, topics: Mapping[str, Figure]) -> Iterator[Figure]:
    cost, households = topics[topic_id(project.id, "cost")], topics[topic_id(project.id, "households")]
    others = [
        f"{topic.value:f} {topic.unit}"
        for name in ("institutions", "schools", "health_centres")
        if (topic := topics.get(topic_id(project.id, name))) and isinstance(topic.value, Decimal)
    ]
    also = f"; it also serves {' and '.join(others)}" if others else ""
    yield _figure(
        f"broadband.announced.cost_per_household.{project.id}",
        f"Cost per household: {project.title}",
        _quotient(_value(cost), _value(households), _WHOLE),
        (cost, InputRole.NUMERATOR),
        (households, InputRole.DENOMINATOR),
        unit=cost.unit,
        reason=f"The cost of the whole project over its households{also}: one project, not a price list.",
    )
    grant = topics.get(topic_id(project.id, "grant"))
    if grant is not None and isinstance(grant.value, Decimal) and grant.unit == cost.unit:
        yield _figure(
            f"broadband.announced.grant_share.{project.id}",
            f"Share of the grant in the cost: {project.title}",
            _quotient(grant.value * 100, _value(cost), _HUNDREDTH),
            (grant, InputRole.NUMERATOR),
            (cost, InputRole.DENOMINATOR),
            unit="percent",
            reason="The investment grant over the cost; grants for studies are not counted in it.",
        )


def _readings(
    name: str, project: Project, topics: Mapping[str, Figure], units: Mapping[str, Figure]
) -> Iterator[Figure]:
    """Yield both readings of a sum: it pays all alone, or its part beside the money of others."""
    grants = topics[topic_id(name, "grants_announced")]
    cost, households = topics[topic_id(project.id, "cost")], topics[topic_id(project.id, "households")]
    unit_cost = units[f"broadband.announced.cost_per_household.{project.id}"]
    same = grants.unit == cost.unit
    alone = _value(grants) * _value(households) / _value(cost) if same else None
    yield _figure(
        f"broadband.announced.alone.{name}.{project.id}",
        f"Households at the cost of {project.title}, if the grants pay for everything",
        None if alone is None else alone.quantize(_WHOLE, ROUND_HALF_UP),
        (grants, InputRole.NUMERATOR),
        (unit_cost, InputRole.DENOMINATOR),
        unit="households",
        reason=_reading_reason(same, "The grants over the cost per household (not rounded)."),
    )
    share = units.get(f"broadband.announced.grant_share.{project.id}")
    if share is None:
        return
    part = _value(topics[topic_id(project.id, "grant")]) / _value(cost)
    total = _value(grants) / part if same else None
    yield _figure(
        f"broadband.announced.with_others.{name}.{project.id}",
        f"Households at the cost of {project.title}, if others pay the same part as there",
        None if total is None or alone is None else (alone / part).quantize(_WHOLE, ROUND_HALF_UP),
        (grants, InputRole.NUMERATOR),
        (unit_cost, InputRole.DENOMINATOR),
        (share, InputRole.DENOMINATOR),
        unit="households",
        reason=_reading_reason(same, "The grants over their share, over the cost per household."),
    )
    yield _figure(
        f"broadband.announced.others_money.{name}.{project.id}",
        f"Money of others without which the second reading fails: {project.title}",
        None if total is None else (total - _value(grants)).quantize(_WHOLE, ROUND_HALF_UP),
        (grants, InputRole.TERM),
        (share, InputRole.DENOMINATOR),
        unit=grants.unit,
        reason=_PLEDGED if same else _reading_reason(same, ""),
    )


def _claimed(name: str, declaration: Declaration, topics: Mapping[str, Figure]) -> Figure:
    stated = [topic for topic in topics.values() if topic.id == topic_id(name, "households")]
    if stated:
        return _figure(
            f"{_CLAIMED}{name}",
            "Households that the sum is said to reach",
            stated[0].value if isinstance(stated[0].value, Decimal) else None,
            (stated[0], InputRole.CHOSEN),
            unit="households",
            reason=stated[0].reason,
        )
    gaps = [row.id for row in declaration.gaps if name in row.concerns]
    return Figure(
        id=f"{_CLAIMED}{name}",
        label="Households that the sum is said to reach",
        value=None,
        unit="households",
        method=ANNOUNCED_BROADBAND_METHOD,
        inputs=(
            FigureInput(id=name, role=InputRole.WORDING),
            *(FigureInput(id=gap, role=InputRole.GAP) for gap in gaps),
        ),
        subject=name,
        reason="No document that was read says how many households the sum is to reach, nor whether the money"
        " of others counts: neither reading was claimed.",
    )


def _reading_reason(is_same_currency: bool, text: str) -> str:
    if not is_same_currency:
        return "The sum and the cost are in different currencies; nothing is converted."
    return f"{text} What the sum would buy at that cost, not what it bought."


def _figure(
    name: str,
    label: str,
    value: Decimal | None,
    *inputs: tuple[Figure, InputRole],
    unit: str,
    reason: str,
) -> Figure:
    used = [figure for figure, _role in inputs]
    levels = [figure.evidence for figure in used if figure.evidence is not None]
    is_exact = all(figure.qualifier is Qualifier.EXACT for figure in used)
    return Figure(
        id=name,
        label=label,
        value=value,
        unit=unit,
        method=ANNOUNCED_BROADBAND_METHOD,
        inputs=tuple(FigureInput(id=figure.id, role=role) for figure, role in inputs),
        qualifier=Qualifier.EXACT if is_exact else Qualifier.ABOUT,
        evidence=weakest(levels),
        reason=reason,
    )


def _number(topics: Mapping[str, Figure], subject: str, attribute: str) -> Decimal | None:
    topic = topics.get(topic_id(subject, attribute))
    return topic.value if topic is not None and isinstance(topic.value, Decimal) else None


def _value(figure: Figure) -> Decimal:
    if not isinstance(figure.value, Decimal):
        raise TypeError(f"{figure.id} has no number")
    return figure.value


def _quotient(above: Decimal, below: Decimal, places: Decimal) -> Decimal:
    return (above / below).quantize(places, ROUND_HALF_UP)
