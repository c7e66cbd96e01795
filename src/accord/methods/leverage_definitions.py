"""The named definitions of leverage: what each counts above and below the line, and who uses it.

A definition places every financing line: above the line, below it, on both sides, or on neither
with a reason. Nothing is weighed here except private finance, which the OECD method attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from accord.cleaning.wbif_codes import CodeKind, parse_wbif_code
from accord.domain.project import FinancingLine, LineKind
from accord.methods.leverage_terms import LeverageTerms, Placing

__all__ = [
    "INTERNATIONAL_LENDERS",
    "LEVERAGE_DEFINITIONS",
    "LeverageDefinition",
    "leverage_definition",
]

INTERNATIONAL_LENDERS = frozenset(
    {
        "afd",
        "ceb",
        "ebrd",
        "eib",
        "eif",
        "ibrd",
        "ida",
        "ifc",
        "kfw",
        "wb",
        "wbg",
        "world bank",
        "world bank group",
    }
)
"""Financial institutions of the Framework and the parts of the World Bank Group, in small letters.

The release does not say which institutions it means. The Framework counts the national banks KfW
and AFD among its own.

Reference: https://wbif.eu/news-details/wbif-28th-project-financiers-meeting
"""

_LENDERS_BY_WORD = re.compile(r"\bIFIs?\b")
_OECD = (
    "https://www.oecd.org/en/data/dashboards/mobilisation-of-private-finance-for-development/methodology.html"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageDefinition:
    """One definition of leverage.

    Attributes:
        id: Stable id.
        title: Name for pages.
        numerator: What is counted above the line, in plain words.
        denominator: What is counted below it.
        source: Who uses the definition, with the address.
        version: Raised when a published figure would change.
        place: Where it puts a line.
        counts_private: Whether private money is part of the numerator.
        attributes_private: Whether of private money only the part counts that falls to the grants.
        needs_whole_plan: Whether the numerator is the whole plan, so that a plan that is not known
            to be complete leaves it a lower bound.
    """

    id: str
    title: str
    numerator: str
    denominator: str
    source: str
    place: Callable[[FinancingLine, LeverageTerms], Placing]
    version: str = "1.0"
    counts_private: bool = False
    attributes_private: bool = False
    needs_whole_plan: bool = False

    @property
    def method(self) -> str:
        """Name and version as published with a figure."""
        return f"leverage_{self.id} {self.version}"


_ABOVE = Placing(is_above=True)
_BELOW = Placing(is_below=True)
_ANTICIPATED = Placing(reason="The register calls the money potential or anticipated.")
_OUTSIDE = {
    LineKind.EXTERNAL_GRANT: "A grant of another giver than the Framework.",
    LineKind.EXTERNAL_LOAN: "A loan of a lender that the register does not count as a partner.",
    LineKind.OWN_CONTRIBUTION: "Own contribution of the partner: neither a loan nor a grant.",
    LineKind.OTHER_SOURCES: "Other sources: the register does not say whether loan, grant or private.",
}


def _outside(line: FinancingLine) -> Placing:
    return Placing(reason=_OUTSIDE[line.kind])


def _investment_grant(line: FinancingLine, terms: LeverageTerms) -> Placing:
    """Place a grant of the Framework: for works below the line, for studies on neither side."""
    try:
        code = parse_wbif_code(line.grant_code) if line.grant_code else None
    except ValueError:
        return Placing(
            reason="The code of the grant cannot be read, so its kind is unknown.", is_unknown=True
        )
    if code is None:
        if not terms.round or line.id in terms.chosen:
            return _BELOW
        return Placing(reason="The grant has no code, so its round is unknown.", is_unknown=True)
    if code.kind is CodeKind.TECHNICAL_ASSISTANCE:
        return Placing(reason="A grant for technical assistance, not for the investment.")
    if terms.round and code.round != terms.round:
        return Placing(reason=f"A grant of round {code.round}, not {terms.round}.")
    return _BELOW


def _wbif_rule(line: FinancingLine, _terms: LeverageTerms) -> Placing:
    if line.kind is LineKind.LOAN:
        return _ABOVE
    return _BELOW if line.kind is LineKind.WBIF_GRANT else _outside(line)


def _all_loans(line: FinancingLine, terms: LeverageTerms) -> Placing:
    if line.is_anticipated:
        return _ANTICIPATED
    if line.kind in {LineKind.LOAN, LineKind.EXTERNAL_LOAN}:
        return _ABOVE
    return _investment_grant(line, terms) if line.kind is LineKind.WBIF_GRANT else _outside(line)


def _total_cost(line: FinancingLine, _terms: LeverageTerms) -> Placing:
    return Placing(is_above=True, is_below=line.kind is LineKind.WBIF_GRANT)


def _private(line: FinancingLine, terms: LeverageTerms) -> Placing:
    if line.is_anticipated:
        return _ANTICIPATED
    if line.id in terms.private:
        return _ABOVE
    if line.kind is LineKind.WBIF_GRANT:
        return _BELOW
    return Placing(reason="Nothing marks the line as private money.")


def _press_release(line: FinancingLine, terms: LeverageTerms) -> Placing:
    if line.kind is LineKind.EXTERNAL_LOAN and not _is_international(line.financier):
        return Placing(reason="The lender is not known to be an international financing institution.")
    return _all_loans(line, terms)


def _article(line: FinancingLine, terms: LeverageTerms) -> Placing:
    return _private(line, terms) if line.id in terms.private else _all_loans(line, terms)


def _is_international(financier: str) -> bool:
    return financier.casefold() in INTERNATIONAL_LENDERS or _LENDERS_BY_WORD.search(financier) is not None


_INVESTMENT_GRANTS = "investment grants of the Framework, of one round if one is named"

LEVERAGE_DEFINITIONS: tuple[LeverageDefinition, ...] = (
    LeverageDefinition(
        id="wbif_rule",
        title="Rule of the register",
        numerator="loans of the Framework's partner lenders (kind Loan)",
        denominator="all grants of the Framework (kind WBIF Grant), technical assistance too",
        source="Printed totals of project pages of the Framework, e.g. https://wbif.eu/project/PRJ-ALB-TRA-013",
        place=_wbif_rule,
    ),
    LeverageDefinition(
        id="all_loans_to_grant",
        title="All loans to the grant",
        numerator="loans of any lender (kinds Loan, External Loan) that are not only anticipated",
        denominator=_INVESTMENT_GRANTS,
        source="Own definition: the press release read without asking who lends.",
        place=_all_loans,
    ),
    LeverageDefinition(
        id="total_cost_to_grant",
        title="Total cost to grants",
        numerator="all lines of the plan, the grants themselves and anticipated lines too",
        denominator="all grants of the Framework (kind WBIF Grant), technical assistance too",
        source="Own definition: the register's printed total over its printed total of grants.",
        place=_total_cost,
        needs_whole_plan=True,
    ),
    LeverageDefinition(
        id="private_mobilised",
        title="Private finance mobilised",
        numerator=(
            "private money in simple co-financing, as far as it falls to the grants: in proportion to their"
            " part of the grants and loans of the project"
        ),
        denominator="all grants of the Framework (kind WBIF Grant), technical assistance too",
        source=f"OECD DAC, amounts mobilised from the private sector, {_OECD}",
        place=_private,
        counts_private=True,
        attributes_private=True,
    ),
    LeverageDefinition(
        id="press_release",
        title="Press release",
        numerator="loans of international financing institutions that are not only anticipated",
        denominator=_INVESTMENT_GRANTS,
        source="European Commission, IP/18/3821, 17 May 2018: grants, and loans of such institutions",
        place=_press_release,
    ),
    LeverageDefinition(
        id="article",
        title="Article of the time",
        numerator="private investment, in full, and loans of any lender that are not only anticipated",
        denominator=_INVESTMENT_GRANTS,
        source="https://governmenteuropa.eu/eu-western-balkans-improve-co-operation-in-security/87546",
        place=_article,
        counts_private=True,
    ),
)
"""All definitions, in the order in which they are shown."""


def leverage_definition(name: str) -> LeverageDefinition:
    """Return the definition with an id.

    Raises:
        ValueError: There is no such definition; the message lists the known ones.
    """
    for definition in LEVERAGE_DEFINITIONS:
        if definition.id == name:
            return definition
    known = ", ".join(definition.id for definition in LEVERAGE_DEFINITIONS)
    raise ValueError(f"{name!r} is no definition of leverage; the definitions are {known}")
