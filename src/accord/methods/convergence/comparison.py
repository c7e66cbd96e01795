"""A group of series and a benchmark: how figures that compare the two are named and what they all say."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.figure import FigureInput, InputRole
from accord.domain.indicator import BenchmarkKind
from accord.methods.convergence.benchmarks import BenchmarkPath
from accord.methods.convergence.group import Group, inputs

__all__ = ["KIND_WORDS", "Comparison", "shown"]

KIND_WORDS = {
    BenchmarkKind.UNWEIGHTED_MEAN: "unweighted mean of members",
    BenchmarkKind.WEIGHTED_MEAN: "weighted mean of members",
    BenchmarkKind.AGGREGATE: "published aggregate",
}
"""What each kind of benchmark is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is compared with what.

    Attributes:
        group: The series.
        path: The benchmark over time.
    """

    group: Group
    path: BenchmarkPath

    @property
    def definitions(self) -> tuple[FigureInput, ...]:
        """The rows that define benchmark and indicator, as inputs."""
        return inputs(InputRole.DEFINITION, (self.path.benchmark.id, self.group.indicator.id))

    def benchmark_id(self, period: str = "") -> str:
        """Return the id of the figure of the benchmark in a period; without a period, of its absence."""
        parts = (self.path.benchmark.id, period) if period else (self.path.benchmark.id,)
        return self.group.figure_id("benchmark", *parts)

    def partner_id(self, kind: str, partner: str) -> str:
        """Return the id of a figure that compares a partner."""
        return self.group.figure_id(kind, partner, self.path.benchmark.id)

    def label(self, partner: str) -> str:
        """Return who is compared with what, in words."""
        return f"{self.group.indicator.label}, {partner}, and {self.path.benchmark.label}"

    def parameters(self, **more: str) -> dict[str, str]:
        """Return what every such figure says of its data, and what one says besides."""
        left = ", ".join(f"{code} (has {n} periods)" for code, n in self.path.members_left_out.items())
        periods = ", ".join(f"{text} ({n} members)" for text, n in self.path.periods_left_out.items())
        return self.group.parameters(
            benchmark=self.path.benchmark.id,
            benchmark_kind=self.path.benchmark.kind.value,
            weights=self.path.benchmark.weights,
            members_left_out=left,
            periods_left_out=periods,
            **more,
        )


def shown(number: float | None) -> str:
    """Return a number to six digits; nothing for None."""
    return "" if number is None else f"{number:.6g}"
