"""Makes figures of one portfolio: ids, inputs by cells of the user's files, and what was declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.portfolio import CountedBenefit, Portfolio
from accord.methods.portfolio.naming import CALL, PORTFOLIO_METHOD, joint_key, portfolio_id, rule_key

__all__ = ["FigureMaker"]

_DIGITS = 12
_FIELDS = ("benefit", "cost", "grant", "min_grant_share", "max_grant_share", "additionality")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMaker:
    """Makes the figures of one portfolio.

    Attributes:
        portfolio: The portfolio.
        cells: Ids of recorded cells, by the keys of ``portfolio_figures``.
    """

    portfolio: Portfolio
    cells: Mapping[tuple[str, str], str]

    def id(self, *parts: str) -> str:
        """Return the id of a figure of this portfolio."""
        return portfolio_id(self.portfolio.id, *parts)

    def of_candidates(self, candidates: Iterable[str], fields: Iterable[str] = _FIELDS) -> list[FigureInput]:
        """Return cells of some candidates as terms."""
        keys = [(one, field) for one in candidates for field in fields]
        return self._inputs(keys, InputRole.TERM)

    def of_joint(self, candidates: Iterable[str]) -> list[FigureInput]:
        """Return cells of the joint benefits that hold one of some candidates."""
        among = set(candidates)
        keys = [joint_key(one.id) for one in self.portfolio.joint if among & set(one.members)]
        return self._inputs(sorted(keys), InputRole.TERM)

    def of_rules(self, rules: Iterable[str] | None = None) -> list[FigureInput]:
        """Return cells of some rules, or of all, as parameters."""
        ids = sorted(rule.id for rule in self.portfolio.rules) if rules is None else rules
        return self._inputs([rule_key(one) for one in ids], InputRole.PARAMETER)

    def best(self, role: InputRole = InputRole.MINUEND) -> FigureInput:
        """Return the benefit of the best choice as an input."""
        return FigureInput(id=self.id("value"), role=role)

    def figure(
        self,
        figure_id: str,
        label: str,
        value: float | str | None,
        inputs: Iterable[FigureInput],
        *,
        unit: str = "",
        reason: str = "",
        subject: str = "",
        **parameters: str,
    ) -> Figure:
        """Return a figure; numbers keep twelve digits.

        Args:
            figure_id: Id.
            label: What it is.
            value: Number or word; None if unknown.
            inputs: What it was made from; the call itself stands in where there is nothing else.
            unit: Unit of a number.
            reason: Why it is what it is.
            subject: Id of the candidate it is about.
            parameters: What the method was told, beside what the call declares.
        """
        taken = tuple(inputs) or tuple(self._call())
        return Figure(
            id=figure_id,
            label=f"{self.portfolio.title}: {label}",
            value=Decimal(f"{value:.{_DIGITS}g}") if isinstance(value, (int, float)) else value,
            unit=unit,
            method=PORTFOLIO_METHOD,
            inputs=taken,
            parameters=self._declared() | parameters,
            reason=reason,
            subject=subject,
        )

    def _inputs(self, keys: Iterable[tuple[str, str]], role: InputRole) -> list[FigureInput]:
        return [FigureInput(id=self.cells[key], role=role) for key in keys if key in self.cells]

    def _call(self) -> list[FigureInput]:
        known = sorted(key for key in self.cells if key[0] == CALL)
        return self._inputs(known, InputRole.DEFINITION) or [
            FigureInput(id=f"{CALL}.{self.portfolio.id}", role=InputRole.DEFINITION)
        ]

    def _declared(self) -> dict[str, str]:
        call = self.portfolio
        declared = {
            "money": f"{call.unit} at prices of {call.price_base}",
            "benefits": call.benefit_unit,
            "counted": f"{'whole' if call.counted is CountedBenefit.BENEFIT else call.counted.value} benefit",
        }
        if call.years is not None:
            declared |= {
                "years": f"{call.years[0]} to {call.years[1]}",
                "discount_rate": str(call.discount_rate),
                "carry_over": str(call.carry_over).lower(),
                "finish_first": str(call.finish_first).lower(),
            }
        return declared
