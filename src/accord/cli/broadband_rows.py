"""What `accord broadband` prints of a folder: gaps with what is not known, prices, plan, curve and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_line, print_table

if TYPE_CHECKING:
    from accord.cli.tracing_broadband import Answer
    from accord.domain.broadband_standing import TargetGap
    from accord.domain.declaration import Declaration

__all__ = ["bar", "print_broadband"]

_WIDTH = 20


def print_broadband(found: Answer, declared: Declaration, *, is_whole: bool = False) -> None:
    """Print an answer.

    Args:
        found: The answer.
        declared: The declaration, for the footnotes of its partners.
        is_whole: Whether every settlement is listed, with why it is in the plan or not.
    """
    from accord.cli.broadband_plan_rows import print_plans
    from accord.methods.footnotes import declared_footnotes

    partners = {row.partner for row in found.files.case.settlements}
    _print_gaps(found)
    _print_affordability(found)
    if found.files.case.call is None:
        print_line("No call.yml, so nothing is planned: it states an envelope, a target and the weights.")
    else:
        recorded, named = _recorded_costs(declared, found.files.case.call.currency)
        print_plans(found, recorded, is_whole=is_whole)
        partners |= named
    for text in declared_footnotes(declared, partners):
        print_line(text)


def _recorded_costs(declared: Declaration, currency: str) -> tuple[str, set[str]]:
    """Return in words what a household cost in projects on record in a currency, and the partners named."""
    from accord.cleaning.values import shown_figure
    from accord.methods.announced_broadband import announced_broadband, costed_projects
    from accord.methods.topics import topic_figures

    topics = topic_figures(declared, day=declared.last_read)
    figures = announced_broadband(declared, topics)
    said, named = [], set[str]()
    for project in costed_projects(declared, topics):
        unit = figures[f"broadband.announced.cost_per_household.{project.id}"]
        if unit.unit == currency:
            said.append(f"{shown_figure(unit)} ({project.title})")
            named.update(project.partners)
    return ", ".join(said), named


def bar(gap: TargetGap) -> str:
    """Return a bar of twenty signs: ``#`` covered, ``~`` perhaps, ``.`` uncovered, ``?`` not known.

    Rounded to the largest remainders; what is there at all has one sign at least.
    """
    parts = {"#": gap.covered, "~": gap.between, ".": gap.uncovered, "?": gap.not_known}
    if not gap.total:
        return ""
    exact = {sign: value / gap.total * _WIDTH for sign, value in parts.items()}
    counts = {sign: max(int(value), 1 if value > 0 else 0) for sign, value in exact.items()}
    while sum(counts.values()) < _WIDTH:
        sign = max(exact, key=lambda each: exact[each] - counts[each])
        counts[sign] += 1
    while sum(counts.values()) > _WIDTH:
        sign = max(counts, key=lambda each: counts[each] - exact[each])
        counts[sign] -= 1
    return "".join(sign * counts[sign] for sign in parts)


def _print_gaps(found: Answer) -> None:
    from accord.methods.broadband.findings import counted

    case = found.files.case
    for name, target in sorted(case.targets.items()):
        gaps = [gap for gap in found.result.gaps if gap.target == name]
        print_line(f"{target.label}, by {target.year} ({name})")
        if target.note:
            print_line(f"  {target.note}")
        if not any(gap.rows for gap in gaps):
            print_line(
                f"  not known: no row of coverage.csv is about {counted(target.basis)} at this target\n"
            )
            _print_stages(found, name)
            continue
        rows = [
            [
                gap.partner or "all",
                bar(gap),
                f"{gap.total:,.0f}",
                f"{gap.covered:,.0f}",
                f"{gap.between:,.0f}",
                f"{gap.uncovered:,.0f}",
                f"{gap.not_known:,.0f}",
                _ends(gap),
            ]
            for gap in sorted(gaps, key=lambda gap: (gap.partner == "", gap.partner))
        ]
        headings = [
            "partner",
            "",
            counted(target.basis),
            "covered #",
            "perhaps ~",
            "uncovered .",
            "not known ?",
        ]
        print_table([*headings, "share covered"], rows, numeric=6)
        _print_stages(found, name)


def _print_stages(found: Answer, target: str) -> None:
    """Print what is stated about stages that the target does not ask, each for itself."""
    from accord.methods.broadband.findings import counted

    stages = [gap for gap in found.result.stages if gap.target == target and not gap.partner]
    basis = counted(found.files.case.targets[target].basis)
    for gap in stages:
        print_line(
            f"  {gap.stage.value}, which is another thing: {gap.covered:,.0f} of {gap.total:,.0f} {basis} at"
            f" least, {gap.not_known:,.0f} not known"
        )


def _ends(gap: TargetGap) -> str:
    if gap.share_at_least is None or gap.share_at_most is None:
        return "not known"
    least, most = f"{gap.share_at_least:.0%}", f"{gap.share_at_most:.0%}"
    return least if least == most else f"{least} to {most}"


def _print_affordability(found: Answer) -> None:
    case, rows = found.files.case, found.result.affordability
    for name, limit in sorted(case.limits.items()):
        print_line(f"{limit.label} ({name})")
        tested = [row for row in rows if row.limit == name]
        if not tested:
            print_line("  not known: prices.csv and incomes.csv state no price and no income\n")
            continue
        print_table(
            ["partner", "basket", "income", "share", "kept", "why"],
            [
                [
                    row.partner,
                    row.basket,
                    row.group,
                    "not known" if row.share is None else f"{row.share:.2%}",
                    "not known" if row.is_kept is None else "yes" if row.is_kept else "no",
                    row.reason,
                ]
                for row in tested
            ],
        )
