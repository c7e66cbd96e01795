"""The names under which composite scores and means of sources are cited, and the ids of scores and cells."""

__all__ = ["COMPOSITE_METHOD", "COMPOSITE_PREFIX", "SOURCE_MEAN_METHOD", "cell_id", "composite_id"]

COMPOSITE_METHOD = "composite 1"
"""Name and version of the chain from indicators to a score."""

SOURCE_MEAN_METHOD = "mean_of_sources 1"
"""Name and version of the mean of sources with its standard error."""

COMPOSITE_PREFIX = "composite."
"""With this begins the id of every score."""


def composite_id(spec: str, unit: str = "", group: str = "") -> str:
    """Return the id of a composite, of a unit's score, or of its score in a group."""
    return COMPOSITE_PREFIX + ".".join(part for part in (spec, unit, group) if part)


def cell_id(spec: str, column: str, unit: str, table: str = "") -> str:
    """Return the id of a cell from which a score comes, e.g. ``cell.calm.noise.Hill``.

    Args:
        spec: Id of the specification.
        column: Indicator, or another column of the table.
        unit: Code of the unit.
        table: ``errors`` or ``units`` for a cell of another table than that of the values.
    """
    return ".".join(part for part in ("cell", spec, table, column, unit) if part)
