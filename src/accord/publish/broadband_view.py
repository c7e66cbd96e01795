"""A call on broadband arranged for readers: gaps, prices, plans, curve, rules, settlements, costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.cleaning.values import shown_figure, shown_value
from accord.domain.broadband import CoverageStage, slug
from accord.domain.broadband_call import AffordabilityLimit, BroadbandCase
from accord.domain.broadband_plan import BroadbandResult, PlanReading
from accord.domain.broadband_standing import BroadbandSettlement, TargetGap
from accord.domain.figure import Figure
from accord.methods.broadband.findings import counted, findings, is_weak, used_costs
from accord.methods.broadband.naming import broadband_id
from accord.methods.broadband.statuses import STATUS_WORDS, statuses
from accord.publish.broadband_charts import (
    CurveRow,
    GapRow,
    PriceRow,
    curve_chart,
    gap_chart,
    price_chart,
)
from accord.publish.charts import Bar, Notes, bar_chart, number

__all__ = ["BroadbandView", "SettlementRow"]

_PARTS = ("covered", "between", "uncovered", "not_known")
_CURVE = ("weighted", "bound", "naive")
_FAST_MBIT = 300
"""From this speed on it is said that the model does not know whether wireless reaches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRow:
    """One settlement.

    Attributes:
        row: The settlement as planning sees it.
        label: Its name.
        status: Where it stands, in words.
        why: Id of the figure of its place in the plan of the grant alone, or out of it.
        numbers: What is known of it: words, id of a figure, its value in words.
    """

    row: BroadbandSettlement
    label: str
    status: str
    why: str
    numbers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandView:
    """What the page of a call shows.

    Attributes:
        case: What the folder states.
        result: What was computed from it.
        figures: Figures of the snapshot by id.
        names: Names of partners by id; others are shown as written.
        notes: Footnotes of the partners that are named: id and text.
    """

    case: BroadbandCase
    result: BroadbandResult
    figures: Mapping[str, Figure]
    names: Mapping[str, str]
    notes: Notes = ()

    def id(self, *parts: str) -> str:
        """Return the id of a figure or, with ``cell`` first, of a cell of this call."""
        return broadband_id(self.case, *parts)

    def name_of(self, partner: str) -> str:
        """Return the name of a partner; of all together under an empty id."""
        return self.names.get(partner, partner) if partner else "All partners"

    @property
    def partners(self) -> list[str]:
        """Ids of the partners that settlements name."""
        return sorted({row.partner for row in self.case.settlements})

    @property
    def findings(self) -> list[str]:
        """What must be known before a number is quoted."""
        return findings(self.case, self.result)

    @property
    def says_wireless(self) -> bool:
        """Whether it must be said that the speed of wireless is not computed."""
        call = self.case.call
        return call is not None and (
            "fixed_wireless" in call.weights and self.case.targets[call.target].speed_mbit >= _FAST_MBIT
        )

    def gaps(self) -> Iterator[dict[str, object]]:
        """Yield each target: the one of the call first, then those that something is stated about."""
        asked = self.case.call.target if self.case.call else ""
        for name, target in sorted(self.case.targets.items(), key=lambda row: (row[0] != asked, row[0])):
            rows = [gap for gap in self.result.gaps if gap.target == name]
            rows.sort(key=lambda gap: gap.partner)
            is_known = any(gap.rows for gap in rows)
            yield {
                "target": target,
                "cell": self.id("cell", "targets", name),
                "counted": counted(target.basis),
                "rows": rows if is_known else [],
                "chart": self.gap_drawing(name) if is_known else "",
                "stages": [gap for gap in self.result.stages if gap.target == name and not gap.partner],
            }

    def gap_id(self, gap: TargetGap, part: str) -> str:
        """Return the id of a number of a gap."""
        own = self.case.targets[gap.target].stage
        stage = "" if gap.stage is own else CoverageStage(gap.stage).value
        return self.id("gap", gap.target, gap.partner or "all", stage, part)

    def gap_drawing(self, target: str) -> str:
        """Return the chart of a gap, all partners first."""
        rows = sorted((gap for gap in self.result.gaps if gap.target == target), key=lambda gap: gap.partner)
        bars = []
        for gap in rows:
            covered, between, uncovered, dark = (self.gap_id(gap, part) for part in _PARTS)
            whys = (covered, between, uncovered, dark)
            bars.append(
                GapRow(
                    label=self.name_of(gap.partner),
                    parts=(gap.covered, gap.between, gap.uncovered, gap.not_known),
                    whys=whys,
                    shown=tuple(self._short(why) for why in whys),  # type: ignore[arg-type]  # four of them
                )
            )
        title = f"{self.case.targets[target].label}: covered, uncovered and not known"
        return gap_chart(title, bars, notes=self.notes)

    def _short(self, name: str) -> str:
        """Return a number without its unit, rounded as everywhere."""
        return shown_value(self.figures[name].value)

    def prices(self) -> Iterator[dict[str, object]]:
        """Yield each limit with its rows and chart."""
        for name, limit in sorted(self.case.limits.items()):
            rows = [row for row in self.result.affordability if row.limit == name]
            whys = [
                self.id("affordability", name, row.partner, slug(row.basket), slug(row.group)) for row in rows
            ]
            bars = [
                PriceRow(
                    label=f"{self.name_of(row.partner)}, {row.basket}, {row.group}",
                    percent=None if row.share is None else row.share * 100,
                    shown=shown_figure(self.figures[why]),
                    is_kept=row.is_kept,
                    why=why,
                )
                for row, why in zip(rows, whys, strict=True)
            ]
            yield {
                "limit": limit,
                "cell": self.id("cell", "limits", name),
                "rows": list(zip(rows, whys, strict=True)),
                "chart": self._price_drawing(limit, bars) if bars else "",
            }

    def _price_drawing(self, limit: AffordabilityLimit, bars: Sequence[PriceRow]) -> str:
        why = self.id("cell", "limits", limit.id)
        most = (float(limit.share) * 100, f"limit: {shown_value(limit.share * 100, 'percent')}", why)
        return price_chart("Price of a month against income of a month", bars, most, notes=self.notes)

    def curve(self) -> str:
        """Return the chart of the cost curve; empty where nothing is reached."""
        call = self.case.call
        if call is None or not any(point.weighted for point in self.result.curve):
            return ""
        rows = []
        for point in self.result.curve:
            plan, bound, naive = (self.id("curve", f"{point.envelope:.0f}", part) for part in _CURVE)
            rows.append(
                CurveRow(
                    envelope=point.envelope,
                    values=(point.weighted, point.bound, point.naive),
                    shown=(self._short(plan), self._short(bound), self._short(naive)),
                    whys=(plan, bound, naive),
                )
            )
        marked = f"{call.currency} {call.envelope:,.0f}"
        envelope = (float(call.envelope), marked, self.id("cell", "call", "envelope"))
        title = f"Weighted households by money, {call.currency}"
        return curve_chart(title, rows, envelope, notes=self.notes)

    def shares(self) -> str:
        """Return the chart of what each rule of sharing reaches; empty where nothing is reached."""
        if not any(shared.reached for shared in self.result.shared):
            return ""
        bars = []
        for shared in self.result.shared:
            why = self.id("shared", shared.rule.value, "households")
            figure = self.figures[why]
            label = shared.rule.value.replace("_", " ").capitalize()
            bars.append(Bar(label=label, value=number(figure), shown=shown_figure(figure), why=why))
        return bar_chart("Households reached by each rule of sharing", bars, notes=self.notes)

    def settlements(self, most: int) -> list[SettlementRow]:
        """Return all settlements, the first of them with numbers.

        Those in the plan come first, as chosen, then by unserved households, not known last.

        Args:
            most: How many have their numbers.
        """
        found = statuses(self.result)
        if not found:
            return []
        chosen = {each.settlement: at for at, each in enumerate(self.result.plans[PlanReading.ALONE].choices)}
        labels = {row.id: row.label for row in self.case.settlements}
        rows = self.result.settlements

        def order(name: str) -> tuple[int, bool, float, str]:
            unserved = rows[name].unserved
            return chosen.get(name, len(rows)), unserved is None, -(unserved or 0.0), name

        return [
            SettlementRow(
                row=rows[name],
                label=labels[name],
                status=STATUS_WORDS[found[name]],
                why=self.id("plan", PlanReading.ALONE.value, "settlement", name),
                numbers=tuple(self._numbers(rows[name])) if at < most else (),
            )
            for at, name in enumerate(sorted(rows, key=order))
        ]

    def _numbers(self, row: BroadbandSettlement) -> Iterator[tuple[str, str, str]]:
        technologies = [cost.technology.value for cost in row.costs]
        parts = [("unserved", "unserved"), ("way to the backbone, unshared", "way")]
        parts += [(one.replace("_", " "), f"cost.{one}") for one in technologies]
        parts += [("both technologies are worth the same at a weight of", "flip")]
        for words, part in parts:
            figure = self.figures.get(self.id("settlement", row.id, part))
            if figure is not None:
                yield words, figure.id, shown_figure(figure)

    def costs(self) -> list[dict[str, object]]:
        """Return the costs that were used, each with the id of its row and whether it is weak."""
        return [
            {"row": row, "cell": self.id("cell", "parameters", row.id), "is_weak": is_weak(row)}
            for row in used_costs(self.case, self.result)
        ]
