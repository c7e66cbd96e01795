"""The name under which the unobserved components model is cited, and the ids of its estimates."""

__all__ = ["UCM_METHOD", "UCM_PREFIX", "ucm_id"]

UCM_METHOD = "wgi_2022 1"
"""Name and version: the model of the Worldwide Governance Indicators in their edition of 2022."""

UCM_PREFIX = "ucm."
"""With this begins the id of every estimate."""


def ucm_id(indicator: str, code: str, year: object) -> str:
    """Return the id of an estimate, e.g. ``ucm.rl.ALB.2012``."""
    return f"{UCM_PREFIX}{indicator}.{code}.{year}"
