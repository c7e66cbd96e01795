"""Single made-up rows for tests of methods; every argument that does not matter has a default."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.assessment import MeasureResult, State
from accord.domain.claim import Claim, Qualifier, Value
from accord.domain.commitment import Commitment, Measure, MeasureKind
from accord.domain.definition import DerivedFigure, DerivedName
from accord.domain.evidence import Authority, Evidence, Source
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.period import PartialDate
from accord.methods.parameters import Parameters

PARAMETERS = Parameters(
    {
        "trend_window_months": Decimal(24),
        "substantial_share": Decimal("0.5"),
        "known_share": Decimal("0.5"),
        "partly_from": Decimal("0.5"),
        "partly_score": Decimal("0.5"),
    }
)


def source(name: str, authority: Authority = Authority.OFFICIAL, published: str | None = "2020") -> Source:
    """A document, read on 15 January 2024."""
    return Source(
        id=name,
        title=f"Document {name}",
        publisher="Town of Northshore",
        url="https://example.org",
        authority=authority,
        date_read=PartialDate("2024-01-15"),
        published=PartialDate(published) if published else None,
    )


def claim(
    name: str,
    value: Value | int,
    *,
    of: str = "budget",
    evidence: Evidence = Evidence.SEEN,
    date: str | None = None,
    unit: str = "",
    qualifier: Qualifier = Qualifier.EXACT,
) -> Claim:
    """A claim about the ferry of Northshore."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return Claim(
        id=name,
        subject="PACT-1",
        attribute="ferry_cost",
        partner="NOR",
        value=Decimal(value) if is_number else value,  # type: ignore[arg-type]
        source=of,
        evidence=evidence,
        date=PartialDate(date) if date else None,
        unit=unit,
        qualifier=qualifier,
    )


def figure(
    name: str,
    value: Value | int | None,
    *,
    unit: str = "EUR",
    qualifier: Qualifier = Qualifier.EXACT,
    evidence: Evidence | None = Evidence.SEEN,
) -> Figure:
    """A figure that rests on one claim."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return Figure(
        id=name,
        label=name,
        value=Decimal(value) if is_number else value,  # type: ignore[arg-type]
        unit=unit,
        method="latest 1.0",
        inputs=(FigureInput(id=f"claim-{name}", role=InputRole.CHOSEN),),
        qualifier=qualifier,
        evidence=evidence if value is not None else None,
        reason="Nobody says so." if value is None else "",
    )


def derived(
    method: str, *inputs: str, name: str = "D", projects: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
) -> DerivedFigure:
    """The definition of a derived figure."""
    return DerivedFigure(
        id=name, label=name, method=DerivedName(method), inputs=inputs, projects=projects, kinds=kinds
    )


def measure(kind: MeasureKind, **details: object) -> Measure:
    """A measure of PACT-1 on the topic ``PACT-1.topic``."""
    values: dict[str, object] = {"id": "PACT-1.a", "text": "Seen.", "topic": "PACT-1.topic", **details}
    return Measure(kind=kind, **values)  # type: ignore[arg-type]


def commitment(evidence: Evidence = Evidence.SEEN, not_measurable: str = "") -> Commitment:
    """The commitment PACT-1."""
    return Commitment(
        id="PACT-1",
        instrument="PACT",
        pillar="TRANSPORT",
        wording="A ferry.",
        responsible=("TOWNS",),
        source="pact-text",
        evidence=evidence,
        not_measurable=not_measurable,
    )


def result(
    score: str | None,
    *,
    number: int = 1,
    earlier: str | None = None,
    evidence: Evidence = Evidence.SEEN,
    is_disputed: bool = False,
    date: str | None = None,
) -> MeasureResult:
    """How a measure stands: ``"1"`` met, ``"0"`` not met, between them partly, None unknown."""
    states = {None: State.UNKNOWN, "0": State.NOT_MET, "1": State.MET}
    return MeasureResult(
        id=f"PACT-1.{number}.NOR",
        measure=f"PACT-1.{number}",
        text="Seen.",
        partner="NOR",
        state=states.get(score, State.PARTLY),
        score=Decimal(score) if score is not None else None,
        earlier_score=Decimal(earlier) if earlier is not None else None,
        figure=f"PACT-1.topic{number}.NOR",
        reason="So it says.",
        evidence=evidence if score is not None else None,
        last_evidence=PartialDate(date) if date else None,
        is_disputed=is_disputed,
    )


SOURCES = {
    row.id: row
    for row in (
        source("budget", Authority.OFFICIAL, "2022-02-01"),
        source("gazette", Authority.PRESS, "2021-06-30"),
    )
}
"""The two documents that made-up claims cite."""
