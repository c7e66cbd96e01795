"""The lookups over a snapshot that pages share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from accord.domain.assessment import Assessment
from accord.domain.claim import Claim
from accord.domain.commitment import Commitment, Measure
from accord.domain.figure import Figure
from accord.domain.observation import Observation, Series
from accord.domain.partner import Partner
from accord.domain.party import Party, PartyHit, Screened
from accord.domain.project import FinancingLine, Project
from accord.methods.claimed_observations import REGION, claimed_observations
from accord.methods.observing import latest_series, series_of
from accord.publish.broadband_map import settlement_map
from accord.publish.maps.sheet import MapSheet
from accord.publish.network_view import NetworkMaps, network_maps
from accord.sources.declaration import TAKEN_IN
from accord.store.observed import read_observed
from accord.store.recorded import read_recorded
from accord.store.screened import read_screened
from accord.store.snapshot import Snapshot
from accord.store.tracing import Tracer
from accord.taking_in.appraisals import KeptAppraisal, kept_appraisals
from accord.taking_in.broadband import KeptBroadband, kept_broadband, kept_names
from accord.taking_in.portfolios import KeptPortfolio, kept_portfolios

__all__ = ["Library"]

_ELSEWHERE = (
    "commitment_rating",
    "measure_standing",
    "count ",
    "leverage_",
    "announced_leverage",
    "stage_timeline",
    "cost_drift",
    "delivery_chain",
)
"""Methods whose figures stand elsewhere: with ratings, on the page of leverage, in the story of a project,
in a chain from promise to payment."""
_PAGES_OF_THEIR_OWN = (
    "appraisal.",
    "broadband.",
    "composite.",
    "converge.",
    "network.",
    "observed.",
    "payments.",
    "portfolio.",
    "progress.",
)
"""Beginnings of the ids of figures that stand on pages of indicators, the network, payments and scores."""


class Library:
    """One snapshot with its rows arranged for readers.

    Args:
        snapshot: The snapshot.
        shows_hits: Whether pages show what sanctions lists say of single parties.
    """

    def __init__(self, snapshot: Snapshot, *, shows_hits: bool = True) -> None:
        self.snapshot = snapshot
        self.shows_hits = shows_hits
        self.declaration = snapshot.declaration
        self.figures: Mapping[str, Figure] = snapshot.figures
        self.tracer = Tracer(snapshot)
        self.partners: Mapping[str, Partner] = {row.id: row for row in self.declaration.partners}
        self.commitments: Mapping[str, Commitment] = {row.id: row for row in self.declaration.commitments}
        self.projects: Mapping[str, Project] = {row.id: row for row in self.declaration.projects}
        self._broadband: dict[str, KeptBroadband] = {}
        self._maps: dict[str, MapSheet | None] = {}

    @cached_property
    def screened(self) -> Screened | None:
        """Parties and what sanctions lists say of them; None if the snapshot was built without lists."""
        return read_screened(self.snapshot.folder)

    @cached_property
    def hits_by_party(self) -> Mapping[str, tuple[Party, tuple[PartyHit, ...]]]:
        """Screened parties by id, each with its hits, the strongest first."""
        if self.screened is None:
            return {}
        grouped: dict[str, list[PartyHit]] = {party.id: [] for party in self.screened.parties}
        for hit in self.screened.hits:
            grouped[hit.party].append(hit)
        return {party.id: (party, tuple(grouped[party.id])) for party in self.screened.parties}

    @property
    def taken_in(self) -> Path:
        """Folder of the files that the build took in beside the declaration; it need not exist."""
        return self.snapshot.folder / "inputs" / TAKEN_IN

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """All observations: those that claims make, and those that were taken in from files."""
        taken_in = read_observed(self.snapshot.folder).values()
        return (*claimed_observations(self.declaration), *taken_in)

    @cached_property
    def series_by_indicator(self) -> Mapping[str, tuple[Series, ...]]:
        """All series, whatever vintage and segment, by indicator and in the order of the content."""
        indicators = {row.id: row for row in self.declaration.indicators}
        grouped: dict[str, list[Series]] = {name: [] for name in indicators}
        for series in series_of(self.observations, indicators):
            grouped[series.indicator.id].append(series)
        return {name: tuple(series) for name, series in grouped.items()}

    @cached_property
    def judged_series(self) -> tuple[Series, ...]:
        """The series on which progress is judged, of partners and of the region."""
        return latest_series(self.observations, self.declaration, partners={*self.partners, REGION})

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of partners on the day of the snapshot, by id."""
        day = date.fromisoformat(self.snapshot.manifest.as_of)
        return {row.id: row.name_on(day) for row in self.declaration.partners}

    @cached_property
    def footnotes(self) -> Mapping[str, str]:
        """Footnotes that must stand wherever a partner is named, by partner id."""
        return {row.id: row.footnote for row in self.declaration.partners if row.footnote}

    @cached_property
    def actors(self) -> Mapping[str, str]:
        """Names of actors by id."""
        return {row.id: row.label for row in self.declaration.actors}

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for row in self.declaration.commitments for measure in row.measures}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.declaration.claims}

    @cached_property
    def figures_by_subject(self) -> Mapping[str, tuple[Figure, ...]]:
        """Topic and derived figures by the id of what they are about; not those that stand elsewhere."""
        grouped: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            if not figure.method.startswith(_ELSEWHERE) and not figure.id.startswith(_PAGES_OF_THEIR_OWN):
                grouped.setdefault(figure.subject, []).append(figure)
        return {subject: tuple(figures) for subject, figures in grouped.items()}

    @cached_property
    def lines_by_project(self) -> Mapping[str, tuple[FinancingLine, ...]]:
        """Financing lines by project."""
        grouped: dict[str, list[FinancingLine]] = {}
        for line in self.declaration.lines:
            grouped.setdefault(line.project, []).append(line)
        return {project: tuple(lines) for project, lines in grouped.items()}

    @cached_property
    def appraisals(self) -> Mapping[str, KeptAppraisal]:
        """Appraisals by id, computed again from the files that the snapshot keeps."""
        return kept_appraisals(self.taken_in, read_recorded(self.snapshot.folder))

    @cached_property
    def portfolios(self) -> Mapping[str, KeptPortfolio]:
        """Calls for grants by id, read again from its files; they were solved when it was built."""
        return kept_portfolios(self.taken_in, read_recorded(self.snapshot.folder))

    @cached_property
    def broadband_names(self) -> Sequence[str]:
        """Ids of the calls on broadband that were taken in."""
        return kept_names(self.taken_in)

    def broadband(self, name: str) -> KeptBroadband:
        """Return a call on broadband, computed again, once, from the files that the snapshot keeps."""
        if name not in self._broadband:
            self._broadband[name] = kept_broadband(self.taken_in, name)
        return self._broadband[name]

    def broadband_map(self, name: str) -> MapSheet | None:
        """Return the map of the settlements of a call, drawn once; None where no place is stated."""
        if name not in self._maps:
            kept = self.broadband(name)
            self._maps[name] = settlement_map(kept.read.case, kept.result)
        return self._maps[name]

    @cached_property
    def conflicts(self) -> tuple[Figure, ...]:
        """Figures whose own claims contradict each other, in the order of their ids."""
        return tuple(figure for figure in self.figures.values() if figure.is_disputed and figure.claims > 1)

    @cached_property
    def network(self) -> NetworkMaps | None:
        """The maps of the network, drawn once; None if the declaration states no network."""
        day = date.fromisoformat(self.snapshot.manifest.as_of)
        return network_maps(self.declaration, self.figures, day=day)

    def notes_for(self, *words: str) -> list[tuple[str, str]]:
        """Return the footnotes of the partners that some words name: id and text."""
        said = " ".join(words)
        return [(key, note) for key, note in self.footnotes.items() if self.names[key] in said]

    def assessment(self, commitment: str, partner: str) -> Assessment:
        """Return the assessment of a commitment for a partner."""
        return self.snapshot.assessments[f"{commitment}.rating.{partner}"]

    def claims_of(self, figure: Figure) -> tuple[Claim, ...]:
        """Return the claims among which a figure chose, the chosen one first."""
        return tuple(self.claims[part.id] for part in figure.inputs if part.id in self.claims)
