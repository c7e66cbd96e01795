"""Who reaches whom: mean time, potential, opportunities within a limit, in people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.methods.network.times import Matrix

__all__ = [
    "HALF_MINUTES",
    "Reach",
    "mean_minutes",
    "minutes_by_place",
    "potential",
    "reach_by_place",
    "reach_of",
    "within",
]

HALF_MINUTES = 60.0
"""A person this far away counts half in the potential: an assumption, and a setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the people of some places reach.

    Attributes:
        population: People of these places, where known.
        minutes: Mean minutes to the other people, each pair of people once; None if some cannot be reached.
        potential: People that a person reaches, each counted half for each 60 minutes away.
        within_hour: People that a person reaches within 60 minutes, with those of the own place.
    """

    population: float
    minutes: float | None
    potential: float
    within_hour: float


def mean_minutes(times: Matrix, population: Matrix, rows: Sequence[bool] | None = None) -> float | None:
    """Return the mean minutes between two people of different places.

    Args:
        times: Minutes between places.
        population: People by place; places where it is unknown or zero count for nothing.
        rows: Which places journeys begin from; all if not given.

    Returns:
        The mean; None if a journey is impossible, or if there are fewer than two places with people.
    """
    counts = population > 0
    begins = counts if rows is None else counts & np.asarray(rows, dtype=bool)
    if not begins.any() or counts.sum() < 2:
        return None
    part = times[np.ix_(begins, counts)]
    people, others = population[begins], population[counts]
    if not np.isfinite(part).all():
        return None
    same = (people * others[np.searchsorted(np.flatnonzero(counts), np.flatnonzero(begins))]).sum()
    return float(people @ part @ others / (people.sum() * others.sum() - same))


def potential(times: Matrix, population: Matrix, half_minutes: float = HALF_MINUTES) -> Matrix:
    """Return by place the people that it reaches, fading by half each ``half_minutes``; its own count whole.

    Hansen's potential (1959) with an exponential decay.

    Args:
        times: Minutes between places.
        population: People by place; unknown counts for nothing.
        half_minutes: Minutes after which a person counts half.
    """
    return np.exp2(-times / half_minutes) @ np.nan_to_num(population)


def within(times: Matrix, population: Matrix, minutes: float) -> Matrix:
    """Return by place the people within some minutes, those of the place itself included.

    Args:
        times: Minutes between places.
        population: People by place; unknown counts for nothing.
        minutes: The limit, inclusive.
    """
    return (times <= minutes).astype(np.float64) @ np.nan_to_num(population)


def reach_of(times: Matrix, population: Matrix, rows: Sequence[bool] | None = None) -> Reach | None:
    """Return what the people of some places reach on average; None if nobody is known to live there.

    Args:
        times: Minutes between places.
        population: People by place.
        rows: Which places; all if not given.
    """
    counts = population > 0
    begins = counts if rows is None else counts & np.asarray(rows, dtype=bool)
    people = population[begins]
    if not people.sum() > 0:
        return None
    return Reach(
        population=float(people.sum()),
        minutes=mean_minutes(times, population, rows),
        potential=float(people @ potential(times, population)[begins] / people.sum()),
        within_hour=float(people @ within(times, population, 60.0)[begins] / people.sum()),
    )


def minutes_by_place(times: Matrix, population: Matrix) -> Matrix:
    """Return the mean minutes from each place to the other people.

    Args:
        times: Minutes between places.
        population: People by place.

    Returns:
        Minutes; not a number where nobody is known to live, or some people cannot be reached.
    """
    counts = population > 0
    people = np.where(counts, population, 0.0)
    others = people.sum() - people
    has_mean = counts & (others > 0) & np.isfinite(times[:, counts]).all(axis=1)
    minutes = np.full(len(people), np.nan)
    minutes[has_mean] = (times[np.ix_(has_mean, counts)] @ people[counts]) / others[has_mean]
    return minutes


def reach_by_place(times: Matrix, population: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Return by place what its own people reach: mean minutes, potential, and people within an hour.

    Args:
        times: Minutes between places.
        population: People by place.

    Returns:
        Three arrays; not a number where nobody is known to live, and the mean where some cannot be reached.
    """
    counts = population > 0
    people = np.where(counts, population, 0.0)
    faded, near = potential(times, people), within(times, people, 60.0)
    return (
        minutes_by_place(times, population),
        np.where(counts, faded, np.nan),
        np.where(counts, near, np.nan),
    )
