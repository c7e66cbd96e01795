"""Correlated risks: samples that are drawn apart are put into an order in which their ranks go together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_risks import RiskCorrelation
from accord.errors import InputDataError, Problem

__all__ = ["check_correlations", "drawn_correlation", "normal_correlation", "reordered"]

Floats = NDArray[np.float64]

_TOLERANCE = 1e-9


def normal_correlation(rank: float) -> float:
    """Return the correlation of two normal variables whose ranks are correlated as stated.

    Args:
        rank: Spearman's correlation of the ranks.

    Reference:
        2 sin(pi r / 6): Pearson (1907), Mathematical contributions to the theory of evolution XVI; from
        memory.
    """
    return 2 * math.sin(math.pi * rank / 6)


def check_correlations(spec: Appraisal) -> None:
    """Refuse rank correlations that a Gaussian copula cannot have at the same time.

    Its matrix is that of the normal variables. Just beyond it other copulas may exist, such as for 0.49,
    0.49 and -0.49; they are not looked for.

    Raises:
        InputDataError: The matrix is not positive semi-definite (ACC-956).
    """
    stated = _stated(spec.correlations)
    names = sorted({name for row in stated for name in (row.first, row.second)})
    matrix = _matrix(names, stated)
    for group in _connected(matrix):
        lowest = float(np.linalg.eigvalsh(matrix[np.ix_(group, group)])[0])
        if lowest < -_TOLERANCE:
            inside = {names[place] for place in group}
            rows = [row for row in stated if row.first in inside]
            said = "; ".join(f"{row.first} and {row.second} {row.rank}" for row in rows)
            raise InputDataError(
                Problem(
                    id="ACC-956",
                    what="Risks cannot be drawn as stated: the correlations contradict each other.",
                    file=rows[0].origin.file,
                    line=rows[0].origin.line,
                    row=rows[0].id,
                    field="correlations",
                    value=said,
                    expected="a matrix of 2 sin(pi r / 6), the correlations of normal variables, that is"
                    " positive semi-definite; a pair that is not stated counts as 0 (its lowest eigenvalue is"
                    f" {lowest:.3g})",
                    fix="Weaken one of these, or state the pairs that are missing: if both A and B go with C"
                    " closely, A goes with B.",
                )
            )


def reordered(
    random: np.random.Generator, drawn: Mapping[str, Floats], correlations: Sequence[RiskCorrelation]
) -> dict[str, Floats]:
    """Return the samples in an order in which their ranks are correlated: a Gaussian copula.

    Correlated normal variables are drawn, and each sample takes over the ranks of its variable. What each
    risk is drawn to stays as it was, value by value; risks without a correlation keep their order. Pairs that
    are not stated are independent.

    Args:
        random: Generator, after the samples were drawn from it.
        drawn: Sample of each risk, by name.
        correlations: Rank correlations, checked.

    Reference:
        Iman and Conover, A distribution-free approach to inducing rank correlation, Communications in
        Statistics B 11 (1982), for the order; the copula as in Nelsen, An Introduction to Copulas; from
        memory.
    """
    stated = _stated(correlations)
    names = sorted({name for row in stated for name in (row.first, row.second)})
    if not names:
        return dict(drawn)
    values, vectors = np.linalg.eigh(_matrix(names, stated))
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    normal = random.standard_normal((len(drawn[names[0]]), len(names))) @ root
    found = dict(drawn)
    for place, name in enumerate(names):
        found[name] = np.sort(drawn[name])[_ranks(normal[:, place])]
    return found


def drawn_correlation(first: Floats, second: Floats) -> float | None:
    """Return the rank correlation of two samples; None if there are fewer than two draws."""
    if len(first) < 2:
        return None
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: Floats) -> NDArray[np.intp]:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable")


def _stated(correlations: Sequence[RiskCorrelation]) -> list[RiskCorrelation]:
    """Return the pairs that are correlated at all: 0 says what is not stated says, too."""
    return [row for row in correlations if row.rank]


def _matrix(names: Sequence[str], correlations: Sequence[RiskCorrelation]) -> Floats:
    matrix = np.eye(len(names))
    for row in correlations:
        first, second = names.index(row.first), names.index(row.second)
        matrix[first, second] = matrix[second, first] = normal_correlation(float(row.rank))
    return matrix


def _connected(matrix: Floats) -> Iterator[list[int]]:
    """Yield the places of variables that hang together."""
    left = set(range(len(matrix)))
    while left:
        group, waiting = set[int](), {min(left)}
        while waiting:
            place = waiting.pop()
            group.add(place)
            waiting |= {int(other) for other in np.flatnonzero(matrix[place])} - group
        left -= group
        yield sorted(group)
