"""Which pages exist, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from accord.domain.assessment import Rating
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.pages.appraisals import appraisal_ids, appraisals_page, project_appraisal_page
from accord.publish.pages.broadband import broadband_ids, broadband_page, call_page
from accord.publish.pages.commitments import commitment_page
from accord.publish.pages.composites import composite_ids, composite_page, composites_page
from accord.publish.pages.delivery import delivery_page
from accord.publish.pages.figures import figure_page, figures_page
from accord.publish.pages.flow_sums import sum_ids, sum_page
from accord.publish.pages.flows import flows_page
from accord.publish.pages.indicators import indicator_ids, indicator_page, indicators_page
from accord.publish.pages.leverage import leverage_page
from accord.publish.pages.money import money_page
from accord.publish.pages.network import network_page
from accord.publish.pages.overview import overview_page
from accord.publish.pages.parties import band_ids, band_page, parties_page, party_ids
from accord.publish.pages.partners import partner_page, partners_page
from accord.publish.pages.party import party_page
from accord.publish.pages.payments import agenda_ids, agenda_page, payments_page
from accord.publish.pages.portfolios import portfolio_ids, portfolio_page, portfolios_page
from accord.publish.pages.projects import project_page, projects_page
from accord.publish.pages.records import gaps_page, methods_page, sources_page
from accord.store.status import Filter

__all__ = ["Site"]

_SINGLE: dict[str, Callable[[Library], Page]] = {
    "appraisals": appraisals_page,
    "broadband": broadband_page,
    "composites": composites_page,
    "delivery": delivery_page,
    "figures": figures_page,
    "flows": flows_page,
    "gaps": gaps_page,
    "indicators": indicators_page,
    "leverage": leverage_page,
    "methods": methods_page,
    "money": money_page,
    "network": network_page,
    "parties": parties_page,
    "partners": partners_page,
    "payments": payments_page,
    "portfolios": portfolios_page,
    "projects": projects_page,
    "sources": sources_page,
}

_MEMBERS: dict[str, Callable[[Library, str], Page]] = {
    "agendas": agenda_page,
    "appraisals": project_appraisal_page,
    "bands": band_page,
    "broadband": call_page,
    "commitments": commitment_page,
    "composites": composite_page,
    "figures": figure_page,
    "flows": sum_page,
    "indicators": indicator_page,
    "instruments": lambda library, name: overview_page(
        library, chosen=Filter(instrument=name), path=f"instruments/{name}"
    ),
    "parties": party_page,
    "partners": partner_page,
    "pillars": lambda library, name: overview_page(
        library, chosen=Filter(pillar=name), path=f"pillars/{name}"
    ),
    "portfolios": portfolio_page,
    "projects": project_page,
    "ratings": lambda library, name: overview_page(
        library, chosen=Filter(rating=name), path=f"ratings/{name}"
    ),
}


class Site:
    """All pages of one snapshot.

    Args:
        library: The snapshot.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        declaration = library.declaration
        self._ids: dict[str, Sequence[str]] = {
            "agendas": agenda_ids(library),
            "appraisals": appraisal_ids(library),
            "bands": band_ids(library),
            "broadband": broadband_ids(library),
            "commitments": list(library.commitments),
            "composites": composite_ids(library),
            "figures": sorted({*library.figures, *library.tracer.rows}),
            "flows": sum_ids(library),
            "indicators": indicator_ids(library),
            "instruments": [row.id for row in declaration.instruments],
            "parties": party_ids(library),
            "partners": list(library.partners),
            "pillars": [row.id for row in declaration.pillars],
            "portfolios": portfolio_ids(library),
            "projects": list(library.projects),
            "ratings": [rating.value for rating in Rating],
        }
        self._known = {group: frozenset(ids) for group, ids in self._ids.items()}

    def paths(self) -> Iterator[str]:
        """Yield the address of every page, the overview (an empty address) first."""
        yield ""
        yield from _SINGLE
        for group, ids in self._ids.items():
            yield from (f"{group}/{name}" for name in ids)

    def page(self, path: str, *, chosen: Filter | None = None) -> Page | None:
        """Return the page at an address, or None if there is none.

        Args:
            path: Address without a suffix and without slashes at its ends.
            chosen: Filter of the overview.

        Raises:
            UsageError: A word of the filter is not known.
        """
        if path in {"", "index"}:
            return overview_page(self.library, chosen=chosen)
        if path in _SINGLE:
            return _SINGLE[path](self.library)
        group, _, name = path.partition("/")
        if name in self._known.get(group, ()):
            return _MEMBERS[group](self.library, name)
        return None
