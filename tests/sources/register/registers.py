"""Made-up registers: one by hand, and any that hypothesis can think of."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, LineKind, Membership, Project
from accord.domain.register import Register, StageRecord

__all__ = ["LAKE", "STAGES", "registers"]

STAGES = ("application", "approved", "works", "open")

LAKE = Register(
    projects=(
        Project(
            id="N1",
            title="Ferry terminal of Northshore",
            membership=Membership.CONFIRMED,
            evidence=Evidence.SEEN,
            source="lake-page",
            partners=("ALB", "MNE"),
            commitments=("PACT-1",),
            mode="port",
            code="PRJ-ALB-TRA-977",
        ),
        Project(
            id="N2",
            title="=1+1 is not calculated",
            membership=Membership.UNKNOWN,
            evidence=Evidence.DERIVED,
            source="",
            note="+49 or @home or -5",
        ),
    ),
    lines=(
        FinancingLine(
            id="N1-L1",
            project="N1",
            kind=LineKind.WBIF_GRANT,
            financier="WBIF",
            amount=Decimal("27672000.55"),
            unit="EUR",
            source="lake-page",
            evidence=Evidence.SEEN,
            grant_code="WB-IG03-ALB-TRA-77",
        ),
        FinancingLine(
            id="N1-L2",
            project="N1",
            kind=LineKind.OTHER_SOURCES,
            financier="Potential lender",
            amount=Decimal("123456789012345678.123456789012"),
            unit="EUR",
            source="lake-page",
            evidence=Evidence.UNVERIFIED,
            is_anticipated=True,
        ),
    ),
    stages=(
        StageRecord(id="N1-S1", project="N1", stage="approved", source="lake-page", evidence=Evidence.SEEN),
        StageRecord(
            id="N1-S2",
            project="N1",
            stage="works",
            source="gazette",
            evidence=Evidence.PARTIAL,
            date=PartialDate("2021-12"),
            amount=Decimal("9.95"),
            unit="EUR",
        ),
        StageRecord(
            id="N1-S3",
            project="N1",
            stage="open",
            source="gazette",
            evidence=Evidence.SEEN,
            date=PartialDate("2021"),
        ),
    ),
)

_IDS = st.text("ABCabc019-_.", min_size=1, max_size=8).map(lambda text: f"X{text}")
_LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t\r")
_TEXTS = st.one_of(
    st.sampled_from(["=A1", "+1", "-1", "@x", "'quoted", "_x0041_", "#N/A", "TRUE", "007", "a\r\nb", "1e5"]),
    st.text(_LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool),
)
_NOTES = st.one_of(st.just(""), _TEXTS)
_AMOUNTS = st.decimals(min_value=0, max_value=10**18, places=12) | st.decimals(
    min_value=0, max_value=10**9, places=2
)
_UNITS = st.sampled_from(["EUR", "USD", "RSD"])
_DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]])).map(PartialDate)
_NAMES = st.lists(_IDS, max_size=3).map(tuple)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Any register whose rows fit together."""
    names = draw(st.lists(_IDS, unique_by=str.casefold, min_size=1, max_size=9))
    count = draw(st.integers(1, len(names)))
    owners = st.sampled_from(names[:count])
    others = names[count:]
    split = draw(st.integers(0, len(others)))
    return Register(
        projects=tuple(draw(_project(name)) for name in names[:count]),
        lines=tuple(draw(_line(name, owners)) for name in others[:split]),
        stages=tuple(draw(_stage(name, owners)) for name in others[split:]),
    )


def _project(name: str) -> st.SearchStrategy[Project]:
    return st.builds(
        Project,
        id=st.just(name),
        title=_TEXTS,
        membership=st.sampled_from(Membership),
        evidence=st.sampled_from(Evidence),
        source=_NOTES,
        partners=_NAMES,
        commitments=_NAMES,
        mode=_NOTES,
        code=_NOTES,
        corridor=_NOTES,
        note=_NOTES,
        origin=st.just(LAKE.projects[0].origin),
    )


def _line(name: str, owners: st.SearchStrategy[str]) -> st.SearchStrategy[FinancingLine]:
    return st.builds(
        FinancingLine,
        id=st.just(name),
        project=owners,
        kind=st.sampled_from(LineKind),
        financier=_TEXTS,
        amount=_AMOUNTS,
        unit=_UNITS,
        source=_IDS,
        evidence=st.sampled_from(Evidence),
        grant_code=_NOTES,
        is_anticipated=st.booleans(),
        note=_NOTES,
        origin=st.just(LAKE.lines[0].origin),
    )


def _stage(name: str, owners: st.SearchStrategy[str]) -> st.SearchStrategy[StageRecord]:
    return st.builds(
        StageRecord,
        id=st.just(name),
        project=owners,
        stage=st.sampled_from(STAGES),
        source=_IDS,
        evidence=st.sampled_from(Evidence),
        date=st.none() | _DATES,
        amount=st.none() | _AMOUNTS,
        unit=_UNITS,
        note=_NOTES,
        origin=st.just(LAKE.stages[0].origin),
    )
