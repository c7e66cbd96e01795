"""Accord turns a political declaration into tracked, funded, evidenced delivery."""

__all__ = ["__version__"]

__version__ = "0.1.0"
