"""The names under which composite scores and means of sources are cited."""

__all__ = ["COMPOSITE_METHOD", "SOURCE_MEAN_METHOD"]

COMPOSITE_METHOD = "composite 1"
"""Name and version of the chain from indicators to a score."""

SOURCE_MEAN_METHOD = "mean_of_sources 1"
"""Name and version of the mean of sources with its standard error."""
