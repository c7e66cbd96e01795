"""Facts about IATI that no file states: publishers that were renamed or retell others, regions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import yaml

__all__ = ["publisher_relations", "region_rows"]

_FOLDER = Path(__file__).parent


def publisher_relations() -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of ``aliases`` (publisher, same_as) and ``secondary_publishers`` (publisher).

    The rules of ``accord.methods.money`` read them; ``publishers.yml`` gives the source of each. What
    is unverified there is not used.
    """
    content = yaml.safe_load((_FOLDER / "publishers.yml").read_text(encoding="utf-8"))
    used = {
        name: [entry for entry in content[name] if entry["evidence"] != "unverified"]
        for name in ("aliases", "secondary")
    }
    return {
        "aliases": [(entry["publisher"], entry["same_as"]) for entry in used["aliases"]],
        "secondary_publishers": [(entry["publisher"],) for entry in used["secondary"]],
    }


def region_rows(countries: Collection[str]) -> list[tuple[str, ...]]:
    """Return the rows of ``regions`` (code, name, target): those that hold one of the countries, or no place.

    The target is ``regional`` for a region that holds countries, ``unknown`` for one that stands for
    no place in particular.

    Args:
        countries: Codes of the list Country, those of the partners.
    """
    content = yaml.safe_load((_FOLDER / "regions.yml").read_text(encoding="utf-8"))
    return [
        (region["code"], region["name"], region.get("place", "regional"))
        for region in content["regions"]
        if not region["countries"] or not set(countries).isdisjoint(region["countries"])
    ]
