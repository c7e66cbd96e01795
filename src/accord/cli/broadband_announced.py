"""What `accord broadband` says without a folder: the announced sum, what it would buy, what nobody stated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from accord.cli.output import print_line

if TYPE_CHECKING:
    from accord.domain.broadband_call import BroadbandTarget
    from accord.domain.computed import Computed
    from accord.domain.declaration import Declaration
    from accord.domain.figure import Figure
    from accord.sources.declaration import DeclarationFiles

    Row = dict[str, object]

__all__ = ["announced_computed", "announced_json", "print_announced"]

_PREFIX = "broadband.announced."


def announced_computed(declared: Declaration, content: DeclarationFiles) -> Computed:
    """Return the figures on an announced sum and the tests of partners, with the rows they come from."""
    from accord.domain.computed import Computed
    from accord.domain.recorded_cell import RecordedCell
    from accord.methods.announced_broadband import announced_broadband, announced_commitments
    from accord.methods.broadband.partner_tests import partner_tests
    from accord.methods.topics import topic_figures
    from accord.sources.broadband.shipped import read_shipped

    topics = topic_figures(declared, day=declared.last_read)
    found, shipped = announced_broadband(declared, topics), read_shipped()
    if found:
        partners = [row.id for row in declared.partners]
        announced = announced_commitments(found.values())
        found |= partner_tests(shipped.facts, partners, *shipped.by_id, announced)
    used = {part.id for figure in found.values() for part in figure.inputs}
    below = {name: topics[name] for name in sorted(used & topics.keys())}
    leaves = {part.id for figure in (*found.values(), *below.values()) for part in figure.inputs}
    hashes = {name: hashlib.sha256(raw).hexdigest() for name, raw in content.contents.items()}
    rows = [
        (claim.id, f"{claim.qualifier.value} {claim.value} {claim.unit}".removeprefix("exact "), claim)
        for claim in declared.claims
    ]
    rows += [(gap.id, f"not found: {gap.title}", gap) for gap in declared.gaps]  # type: ignore[misc]
    rows += [(row.id, row.wording, row) for row in declared.commitments]  # type: ignore[misc]
    cells = {
        name: RecordedCell(
            id=name,
            says=f"{says.strip()} ({row.evidence.value}; {row.source})",
            file=row.origin.file,
            sha256=hashes.get(row.origin.file, ""),
            place=f"line {row.origin.line}",
        )
        for name, says, row in rows
        if name in leaves
    }
    cells |= {name: cell for name, cell in shipped.cells.items() if name in leaves}
    files = {cell.file: cell.sha256 for cell in cells.values()}
    return Computed(figures={**found, **below}, cells=cells, files=files)


def announced_json(declared: Declaration, content: DeclarationFiles) -> Row:
    """Return what is said without a folder, as JSON."""
    from accord.cli.broadband_partner_rows import facts_json, tests_json
    from accord.methods.footnotes import declared_footnotes
    from accord.sources.broadband.shipped import read_shipped
    from accord.store.figure_json import figure_json

    computed, shipped = announced_computed(declared, content), read_shipped()
    return {
        "declaration": declared.header.id,
        "figures": [figure_json(row) for name, row in computed.figures.items() if name.startswith(_PREFIX)],
        "tests": tests_json(declared, computed.figures),
        "facts": list(facts_json(shipped.facts)),
        "targets": [_target_json(row) for row in shipped.targets],
        "limits": [
            {"limit": row.id, "label": row.label, "share": float(row.share), "source": row.source}
            for row in shipped.limits
        ],
        "compare": [
            {
                "benchmark": row.id,
                "title": row.title,
                "year": row.valid_from,
                "value": None if row.value is None else float(row.value),
                "unit": row.unit,
                "source": row.source,
                "url": row.url,
                "evidence": row.evidence.value,
                "note": row.note,
            }
            for row in shipped.benchmarks
        ],
        "unknown": list(_unknown(declared)),
        "footnotes": list(declared_footnotes(declared, {row.id for row in declared.partners})),
        "files": dict(computed.files),
    }


def print_announced(declared: Declaration, content: DeclarationFiles) -> None:
    """Print what is said without a folder."""
    from accord.cli.broadband_partner_rows import print_partner_tests
    from accord.methods.announced_broadband import announced_sums, costed_projects
    from accord.methods.footnotes import declared_footnotes
    from accord.methods.topics import topic_figures

    figures = announced_computed(declared, content).figures
    topics = topic_figures(declared, day=declared.last_read)
    projects = costed_projects(declared, topics)
    sums = announced_sums(declared, topics)
    for name in sums:
        _print_sum(name, declared, topics, figures)
        for project in projects:
            _print_readings(name, project.id, project.title, figures)
    if not sums:
        print_line("The declaration holds no announced sum that a digital project names.")
    print_partner_tests(declared, figures)
    _print_compared()
    print_line("\nNot known")
    for text in _unknown(declared):
        print_line(f"  {text}")
    if sums and projects:
        name = f"{_PREFIX}alone.{sums[0]}.{projects[0].id}"
        print_line(f"\nWhere a number comes from: accord why {name} --from {declared.header.id}")
    for text in declared_footnotes(declared, {row.id for row in declared.partners}):
        print_line(text)


def _print_sum(
    name: str, declared: Declaration, topics: Mapping[str, Figure], figures: Mapping[str, Figure]
) -> None:
    from accord.cleaning.values import shown_figure

    row = next(each for each in declared.commitments if each.id == name)
    print_line(f"{name}  {row.wording}")
    print_line(f"  announced  {shown_figure(topics[f'{name}.grants_announced'])}")
    traced = topics.get(f"{name}.grants_traced")
    if traced is not None:
        print_line(f"  traced     {shown_figure(traced)}. {traced.reason}")
    claimed = figures[f"{_PREFIX}claimed.{name}"]
    print_line(f"  claimed    {shown_figure(claimed)}. {claimed.reason}")
    print_line(
        "\nWhat the sum would buy at the cost of projects on record: two readings, neither of them claimed"
    )


def _print_readings(name: str, project: str, title: str, figures: Mapping[str, Figure]) -> None:
    """Print both readings at the cost of one project."""
    from accord.cleaning.values import shown_figure

    unit = figures[f"{_PREFIX}cost_per_household.{project}"]
    print_line(f"  {title}: {shown_figure(unit)} a household")
    print_line(f"    {unit.reason}")
    alone = figures[f"{_PREFIX}alone.{name}.{project}"]
    print_line(f"    if the grants pay for everything: {shown_figure(alone)}")
    more, others = (
        figures.get(f"{_PREFIX}{reading}.{name}.{project}") for reading in ("with_others", "others_money")
    )
    if more is None or others is None:
        print_line(
            "    if others pay a part: not known, as no grant in the cost of this project is on record"
        )
        return
    share = figures[f"{_PREFIX}grant_share.{project}"]
    part = "not known" if not isinstance(share.value, Decimal) else f"{share.value:.1f} %"
    print_line(
        f"    if the grants pay {part}, as there, and others the rest: {shown_figure(more)};"
        f" others would have to add {shown_figure(others)}, and no document that was read pledges it"
    )


def _print_compared() -> None:
    from accord.cleaning.values import shown_value
    from accord.sources.broadband.shipped import read_shipped

    shipped = read_shipped()
    print_line("\nTargets; none of them binds the partners")
    for target in shipped.targets:
        print_line(f"  {target.label}, by {target.year}")
    for limit in shipped.limits:
        print_line(f"  {limit.label}")
    print_line("\nFor comparison")
    for row in shipped.benchmarks:
        value = shown_value(row.value, row.unit)
        print_line(f"  {row.title}, {row.valid_from}: {value} ({row.source}; {row.evidence.value})")


def _unknown(declared: Declaration) -> Iterator[str]:
    """Yield what an answer would need and no document that was read states."""
    yield (
        "Whether broadband is fast, cheap and for all are three tests: speed that is reached, price against"
        " income, and households in reach. No document that was read says what the announcement asks of any."
    )
    yield (
        "The share of households with a gigabit, of any partner: no document that was read states one, so"
        " that no gap to that target is computed. Where less than a gigabit, or any fixed network, does not"
        " reach all, it is only known that a gigabit does not. Of settlements the declaration holds nothing:"
        " state them in a folder, accord broadband --data DIR."
    )
    from accord.methods.announced_broadband import digital_concerns

    named = digital_concerns(declared)
    indicators = [row.id for row in declared.indicators if named & set(row.commitments)]
    if indicators:
        yield (
            f"Values of {len(indicators)} indicators on networks and their use, such as {indicators[0]}: they"
            " are declared, and read from files of their publishers by accord read observations."
        )
    for gap in declared.gaps:
        if named & set(gap.concerns):
            yield f"{gap.title} ({gap.id}). Next place to look: {gap.next_place}"


def _target_json(row: BroadbandTarget) -> Row:
    return {
        "target": row.id,
        "label": row.label,
        "of": row.basis.value,
        "share": float(row.share),
        "speed_mbit": float(row.speed_mbit),
        "year": row.year,
        "source": row.source,
        "evidence": row.evidence.value,
        "note": row.note,
    }
