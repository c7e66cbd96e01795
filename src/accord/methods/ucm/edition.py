"""The name under which the unobserved components model is cited."""

__all__ = ["UCM_METHOD"]

UCM_METHOD = "wgi_2022 1"
"""Name and version: the model of the Worldwide Governance Indicators in their edition of 2022."""
