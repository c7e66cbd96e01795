"""The checks of ids: each names one row, fits into an address and takes no computed figure's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from accord.domain.claim import parse_topic
from accord.domain.declaration import Declaration
from accord.domain.evidence import Origin
from accord.errors import Problem
from accord.sources.references import known_subjects
from accord.sources.row_problems import Identified, row_problem

__all__ = ["check_figure_ids", "check_ids"]

_SUFFIXES = (".html", ".json", ".csv", ".svg", ".txt")
_LONGEST_ID = 100
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def check_ids(declaration: Declaration) -> Iterator[Problem]:
    """Yield a problem for each id that no address can hold or that another row has, in capitals or not."""
    first: dict[str, Identified] = {}
    for row in _identified_rows(declaration):
        if _ID.fullmatch(row.id) is None or row.id.endswith(_SUFFIXES) or len(row.id) > _LONGEST_ID:
            yield row_problem(
                row,
                "ACC-311",
                "The id cannot be used in an address.",
                field="id",
                value=row.id,
                expected="at most 100 letters, digits, `-`, `_`, `.`, beginning with one of the first two and"
                " without a file ending such as .json",
                fix="Change the id, and every reference to it.",
            )
        if row.id.casefold() in first:
            other = first[row.id.casefold()].origin
            yield row_problem(
                row,
                "ACC-310",
                "The id is used twice.",
                field="id",
                value=row.id,
                expected=f"an id of its own, in capitals or not (first used at {other.file}:{other.line})",
                fix="Give this row another id.",
            )
        first.setdefault(row.id.casefold(), row)
    seen: dict[str, Origin] = {}
    for topic in declaration.topics:
        if topic.id in seen or topic.id.casefold() in first:
            yield row_problem(
                topic,
                "ACC-310",
                "The id is used twice.",
                field="id",
                value=topic.id,
                expected="one row for each topic",
                fix="Merge the two rows.",
            )
        seen.setdefault(topic.id, topic.origin)


def check_figure_ids(declaration: Declaration) -> Iterator[Problem]:
    """Yield a problem for each id under which a computed figure would take the place of another one."""
    subjects = known_subjects(declaration)
    attributes = {row.id for row in declaration.attributes}
    partners = {row.id for row in declaration.partners}
    measures = [measure for commitment in declaration.commitments for measure in commitment.measures]
    named: tuple[Identified, ...] = (*declaration.derived, *measures)
    for row in named:
        is_topic = parse_topic(row.id, subjects=subjects, attributes=attributes, partners=partners)
        if is_topic is not None:
            yield row_problem(
                row,
                "ACC-326",
                "The id is also the id of a topic, so two figures would share it.",
                field="id",
                value=row.id,
                expected="an id whose last part is not the id of an attribute",
                fix="Change the id of the measure or figure, or that of the attribute.",
            )
    subjects_of_topics: tuple[Identified, ...] = (
        declaration.header,
        *declaration.subjects,
        *declaration.facilities,
        *declaration.agendas,
        *declaration.projects,
    )
    reserved: dict[str, tuple[Identified, ...]] = {
        "rating": declaration.attributes,
        "count": subjects_of_topics,
        "leverage": subjects_of_topics,
        "stages": subjects_of_topics,
        "cost_drift": subjects_of_topics,
        "payments": subjects_of_topics,
    }
    for word, rows in reserved.items():
        for taken in rows:
            if taken.id == word:
                yield row_problem(
                    taken,
                    "ACC-326",
                    f"The id `{word}` is kept for figures that Accord computes.",
                    field="id",
                    value=taken.id,
                    expected="another id",
                    fix="Change the id, and every reference to it.",
                )


def _identified_rows(declaration: Declaration) -> Iterator[Identified]:
    yield declaration.header
    groups: tuple[Iterable[Identified], ...] = (
        declaration.actors,
        declaration.instruments,
        declaration.pillars,
        declaration.partners,
        declaration.sources,
        declaration.commitments,
        (measure for commitment in declaration.commitments for measure in commitment.measures),
        declaration.subjects,
        declaration.attributes,
        declaration.stages,
        declaration.projects,
        declaration.lines,
        declaration.claims,
        declaration.parameters,
        declaration.derived,
        declaration.gaps,
        declaration.panels,
        declaration.leverage,
        declaration.joins,
        declaration.join_rules,
        declaration.indicators,
        declaration.targets,
        declaration.benchmarks,
        declaration.facilities,
        declaration.facility_rules,
        declaration.agendas,
        declaration.instalments,
        declaration.agenda_steps,
        declaration.verifications,
        declaration.network_places,
        declaration.network_sections,
        declaration.network_delays,
        declaration.network_crossings,
        declaration.network_effects,
    )
    for group in groups:
        yield from group
