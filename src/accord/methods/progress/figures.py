"""The figures that publish progress: of every series the class, its numbers, and what other rules say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from accord.domain.figure import Figure
from accord.domain.indicator import Target
from accord.domain.observation import Series
from accord.domain.progress import ProgressTerms
from accord.methods.progress.class_figures import class_figure, progress_figure_id
from accord.methods.progress.figure_parts import part_figures
from accord.methods.progress.judging import judge
from accord.methods.progress.rule_choice import further_rules
from accord.methods.progress.target_choice import choose_target

__all__ = ["progress_figures", "with_absent_partners"]

_STANDARD = ProgressTerms()


def progress_figures(
    series: Sequence[Series],
    targets: Iterable[Target],
    partners: Collection[str],
    *,
    terms: ProgressTerms = _STANDARD,
) -> dict[str, Figure]:
    """Return the figures of progress of all partners.

    A partner without a value where another partner or place has one gets the class *no data*. Series of
    places that are no partners are passed over. Nothing is added up over indicators.

    Args:
        series: Comparable series, as ``latest_series`` returns them: one for each indicator, source, partner.
        targets: Targets of the content; unverified ones are named and do not count.
        partners: Codes of the partners.
        terms: What is assumed.

    Returns:
        Figures by id, in the order of their ids.

    Raises:
        ValueError: Two series have the same indicator, source and partner: two vintages or segments.
    """
    goals, found = tuple(targets), dict[str, Figure]()
    for each in with_absent_partners(series, partners):
        for figure in _figures(each, goals, terms):
            if figure.id in found:
                raise ValueError(f"{figure.id} comes from two series; pass one vintage and one segment")
            found[figure.id] = figure
    return dict(sorted(found.items()))


def with_absent_partners(series: Sequence[Series], partners: Collection[str]) -> Iterator[Series]:
    """Yield the series of partners, and an empty one where a partner lacks what another place has.

    Args:
        series: Series of partners and other places.
        partners: Codes of the partners.
    """
    groups: dict[tuple[str, str], list[Series]] = {}
    for each in series:
        groups.setdefault((each.indicator.id, each.source), []).append(each)
    for _key, rows in sorted(groups.items()):
        yield from (row for row in rows if row.partner in partners)
        known = next((row for row in rows if row.observations), None)
        for partner in sorted(set(partners) - {row.partner for row in rows}) if known else ():
            if known is not None:
                yield replace(known, partner=partner, observations=(), absent=())


def _figures(series: Series, targets: tuple[Target, ...], terms: ProgressTerms) -> Iterator[Figure]:
    goals = choose_target(targets, series)
    name = progress_figure_id(series.indicator.id, series.source, series.partner)
    judgement = judge(series, goals.chosen, terms)
    yield class_figure(name, judgement, goals)
    yield from part_figures(name, judgement)
    if not judgement.is_settled:
        for rule in further_rules(series.indicator, goals.chosen, judgement.case.choice.rule, series.segment):
            further = judge(series, goals.chosen, terms, rule)
            yield class_figure(progress_figure_id(*_parts(series), rule.name), further, goals)
    for other in goals.others:
        yield class_figure(
            progress_figure_id(*_parts(series), other.id),
            judge(series, other, terms),
            replace(goals, chosen=other, others=()),
        )


def _parts(series: Series) -> tuple[str, str, str]:
    return series.indicator.id, series.source, series.partner
