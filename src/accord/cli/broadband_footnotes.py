"""What stands below an answer on broadband: costs of projects on record, footnotes of partners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.declaration import Declaration

__all__ = ["footnotes", "recorded_costs"]


def recorded_costs(declared: Declaration, currency: str) -> tuple[str, set[str]]:
    """Return in words what a household cost in projects on record, and the partners that this names.

    Args:
        declared: The declaration.
        currency: Projects in another one are left out.
    """
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


def footnotes(declared: Declaration, partners: set[str]) -> Iterator[str]:
    """Yield the footnotes of partners that are named."""
    for row in declared.partners:
        if row.footnote and row.id in partners:
            yield f"{row.id}: {row.name_on(declared.last_read)}. {row.footnote}"
