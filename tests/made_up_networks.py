"""Made-up networks for tests; every argument that does not matter has a default."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, Place, PlaceKind, RoadClass, Section
from accord.domain.network_change import Crossing, DelayProfile, EffectKind, Network, ProjectEffect

DAY = date(2024, 1, 15)


def place(
    name: str,
    people: int | None = 1000,
    *,
    partner: str = "",
    transfer: str | None = None,
    kind: PlaceKind = PlaceKind.TOWN,
    at: tuple[str, str] = ("10.0", "10.0"),
) -> Place:
    """A place at one made-up point, so that no length is too short."""
    return Place(
        id=name,
        label=name,
        latitude=Decimal(at[0]),
        longitude=Decimal(at[1]),
        source="pact-text",
        evidence=Evidence.SEEN,
        kind=kind,
        partner=partner,
        population=None if people is None else Decimal(people),
        transfer_minutes=None if transfer is None else Decimal(transfer),
    )


def section(
    ends: str,
    minutes: str | None = "30",
    *,
    mode: Mode = Mode.ROAD,
    is_planned: bool = False,
    is_one_way: bool = False,
    guess: tuple[str, str] | None = None,
    length_km: str | None = None,
    road_class: RoadClass = RoadClass.UNKNOWN,
) -> Section:
    """A section between two places with names of one letter; ``AB`` joins A and B."""
    return Section(
        id=f"{mode.value}-{ends}",
        begins=ends[0],
        ends=ends[1],
        mode=mode,
        source="pact-text",
        evidence=Evidence.SEEN,
        length_km=None if length_km is None else Decimal(length_km),
        road_class=road_class,
        minutes=None if minutes is None else Decimal(minutes),
        minutes_low=None if guess is None else Decimal(guess[0]),
        minutes_high=None if guess is None else Decimal(guess[1]),
        is_one_way=is_one_way,
        is_planned=is_planned,
    )


def profile(name: str, lower: str, upper: str, *, tail: str | None = None) -> DelayProfile:
    """A delay of which 40 % take at most the lower and 80 % at most the upper minutes."""
    return DelayProfile(
        id=name,
        label=name,
        lower_share=Decimal("0.4"),
        lower_minutes=Decimal(lower),
        upper_share=Decimal("0.8"),
        upper_minutes=Decimal(upper),
        tail_index=None if tail is None else Decimal(tail),
        source="pact-text",
        evidence=Evidence.SEEN,
    )


def crossing(name: str, on: str, there: str = "", back: str = "") -> Crossing:
    """A crossing on a section."""
    return Crossing(
        id=name, label=name, section=on, there=there, back=back, source="pact-text", evidence=Evidence.SEEN
    )


def effect(
    project: str,
    kind: EffectKind,
    target: str,
    value: str | None = None,
    guess: tuple[str, str] | None = None,
) -> ProjectEffect:
    """What a project does to a section or a crossing."""
    return ProjectEffect(
        id=f"{project}-{kind.value}-{target}",
        project=project,
        kind=kind,
        target=target,
        value=None if value is None else Decimal(value),
        low=None if guess is None else Decimal(guess[0]),
        high=None if guess is None else Decimal(guess[1]),
        source="pact-text",
        evidence=Evidence.SEEN,
    )


@st.composite
def networks(draw: st.DrawFn, *, most_projects: int = 0) -> Network:
    """Networks of two to seven places with any sections, planned ones, closures and one-way roads."""
    letters = "ABCDEFG"[: draw(st.integers(2, 7))]
    pairs = draw(
        st.lists(st.sampled_from(list(itertools.combinations(letters, 2))), unique=True, max_size=14)
    )
    minutes = st.integers(1, 90).map(str)
    sections = []
    for one, other in pairs:
        sections.append(
            section(
                one + other,
                draw(minutes),
                is_one_way=draw(st.booleans()),
                is_planned=bool(most_projects) and draw(st.booleans()),
            )
        )
    effects = []
    for number in range(draw(st.integers(1, most_projects)) if most_projects and sections else 0):
        row = draw(st.sampled_from(sections))
        kinds = [EffectKind.OPENS] if row.is_planned else [EffectKind.RETIMES, EffectKind.CLOSES]
        kind = draw(st.sampled_from(kinds))
        value = None if kind is EffectKind.CLOSES else draw(minutes)
        effects.append(effect(f"P{number}", kind, row.id, value))
    people = st.integers(1, 5000) | st.none()
    return Network(
        places=tuple(place(name, draw(people)) for name in letters),
        sections=tuple(sections),
        effects=tuple(effects),
    )
