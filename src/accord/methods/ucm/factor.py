"""One common factor behind a correlation matrix, by maximum likelihood.

The model is S = l l' + diag(u): each of k variables is a loading times a common standard normal, and an error
of its own. The likelihood is that of Lawley (1940) and Jöreskog (Psychometrika 32, 1967): for given
uniquenesses u the best loadings follow from the largest eigenvalue of u^-1/2 S u^-1/2, so that only the
logarithms of u are searched, with their exact gradient (u + l^2 - 1) / u. The matrix may come from pairs of
variables that overlap in different units, and need not be positive definite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEWEST_VARIABLES", "Factor", "Floats", "one_factor"]

Floats = NDArray[np.float64]
FEWEST_VARIABLES = 3
"""With two variables infinitely many factors fit equally well."""
_SMALLEST = 1e-5
_FLAT = 1e-9
_FLAT_ENOUGH = 1e-6
_STEPS = 500
_ROUNDING = 1e-13
_LEVEL = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """What the search found.

    Attributes:
        loadings: Correlation of each variable with the factor; most of them point upwards.
        uniquenesses: Share of the variance of each variable that is its own.
        is_proper: False where the likelihood keeps growing as a uniqueness goes to nought (a Heywood
            case), or where fewer than three variables share a factor: the loadings are no estimate.
        slope: Largest absolute element of the gradient where the search ended.
    """

    loadings: Floats
    uniquenesses: Floats
    is_proper: bool
    slope: float


def one_factor(correlations: Floats) -> Factor:
    """Fit one factor.

    Args:
        correlations: Symmetric matrix, k by k, ones on its diagonal, no unknown elements.

    Returns:
        Loadings and uniquenesses. The sign, which the data leave open, is chosen so that the loadings
        add up to more than nought; where they add up to nought, so that the first of the largest is positive.

    Raises:
        ValueError: There are fewer than three variables.
    """
    if len(correlations) < FEWEST_VARIABLES:
        raise ValueError(f"a factor needs {FEWEST_VARIABLES} variables, there are {len(correlations)}")
    logs = _search(correlations)
    _, slopes, loadings = _likelihood(logs, correlations)
    if _points_down(loadings):
        loadings = -loadings
    uniquenesses = np.exp(logs)
    slope = float(np.abs(slopes).max())
    shared = int((np.abs(loadings) > _SMALLEST).sum())
    is_proper = bool(uniquenesses.min() > _SMALLEST and shared >= FEWEST_VARIABLES and slope < _FLAT_ENOUGH)
    return Factor(loadings=loadings, uniquenesses=uniquenesses, is_proper=is_proper, slope=slope)


def _points_down(loadings: Floats) -> bool:
    """Tell whether the sign must turn; a sum within rounding of nought decides nothing."""
    total = float(loadings.sum())
    if abs(total) > _LEVEL:
        return total < 0
    sizes = np.abs(loadings)
    return bool(loadings[int(np.argmax(sizes >= sizes.max() - _LEVEL))] < 0)


def _likelihood(logs: Floats, correlations: Floats) -> tuple[float, Floats, Floats]:
    """Return minus twice the log likelihood per observation, its gradient, and the best loadings."""
    uniquenesses = np.exp(logs)
    roots = np.sqrt(uniquenesses)
    values, vectors = np.linalg.eigh(correlations / np.outer(roots, roots))
    largest = max(float(values[-1]), 1.0)
    loadings = roots * vectors[:, -1] * np.sqrt(largest - 1)
    own = np.diag(correlations)
    value = float(logs.sum() + np.log(largest) + (own / uniquenesses).sum() - largest + 1)
    return value, (uniquenesses + loadings**2 - own) / uniquenesses, loadings


def _search(correlations: Floats) -> Floats:
    """Minimise by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno."""
    size = len(correlations)
    logs = np.full(size, np.log(0.5))
    value, slopes, _ = _likelihood(logs, correlations)
    inverse = np.eye(size)
    for _step in range(_STEPS):
        if np.abs(slopes).max() < _FLAT or logs.min() < np.log(_SMALLEST):
            break
        direction = -inverse @ slopes
        if direction @ slopes >= 0:
            inverse, direction = np.eye(size), -slopes
        direction *= min(1.0, 1.0 / float(np.abs(direction).max()))
        moved = _moved(logs, direction, value, slopes, correlations)
        if moved is None:
            break
        before, slopes_before = logs, slopes
        logs, value, slopes = moved
        inverse = _updated(inverse, logs - before, slopes - slopes_before)
    return logs


def _moved(
    logs: Floats, direction: Floats, value: float, slopes: Floats, correlations: Floats
) -> tuple[Floats, float, Floats] | None:
    """Go along a direction until the value falls enough (Armijo's rule); None if it no longer falls.

    Where the value differs by no more than its rounding, a smaller gradient counts as progress.
    """
    length, descent, steepest = 1.0, float(direction @ slopes), float(np.abs(slopes).max())
    while length > 1e-6:
        there = logs + length * direction
        new, new_slopes, _ = _likelihood(there, correlations)
        is_level = abs(new - value) <= _ROUNDING * max(1.0, abs(value))
        if is_level and np.abs(new_slopes).max() < steepest:
            return there, new, new_slopes
        if not is_level and new <= value + 1e-4 * length * descent:
            return there, new, new_slopes
        length /= 2
    return None


def _updated(inverse: Floats, step: Floats, change: Floats) -> Floats:
    curvature = float(step @ change)
    if curvature <= 1e-14 * float(np.linalg.norm(step) * np.linalg.norm(change)):
        return inverse
    left = np.eye(len(step)) - np.outer(step, change) / curvature
    return np.asarray(left @ inverse @ left.T + np.outer(step, step) / curvature)
