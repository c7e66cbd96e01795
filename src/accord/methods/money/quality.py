"""What a publisher's file lacks for following the money: a table of checks, worked out by SQL."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHECKS", "QUALITY", "Check"]

QUALITY = (
    "quality_start", "quality_transactions", "quality_references", "quality_results", "quality_activities",
    "quality_report",
)  # fmt: skip
"""Names of the texts that make the relation ``quality``; they need those before the rates to have run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is looked for.

    Attributes:
        id: Stands in the column ``check_id``.
        title: What is missing or wrong, of things in the plural.
        of: The things that are examined.
        prevents: What a reader cannot do because of it.
    """

    id: str
    title: str
    of: str
    prevents: str


CHECKS = (
    Check(
        id="identifier-repeated",
        title="Activities published more than once",
        of="activities",
        prevents="Cannot tell which copy holds; only the latest is counted",
    ),
    Check(
        id="identifier-prefix",
        title="Activities whose identifier does not begin with the publisher's",
        of="activities",
        prevents="Cannot be sure whose activity it is, nor refer to it from elsewhere",
    ),
    Check(
        id="dates-backwards",
        title="Activities that end before they start",
        of="activities with dates",
        prevents="Cannot say how long delivery took",
    ),
    Check(
        id="places-sum",
        title="Splits over countries and regions that do not make 100",
        of="splits with percentages or several places",
        prevents="Cannot say how much each partner gets; sums are rescaled or left unknown",
    ),
    Check(
        id="sectors-sum",
        title="Splits over sectors that do not make 100",
        of="splits with percentages or several sectors, each vocabulary by itself",
        prevents="Cannot say how much each sector gets",
    ),
    Check(
        id="type-missing",
        title="Transactions without a known type",
        of="transactions",
        prevents="Cannot tell a promise from a payment; left out",
    ),
    Check(
        id="value-missing",
        title="Transactions without a readable amount",
        of="transactions",
        prevents="Cannot be added to anything",
    ),
    Check(
        id="currency-missing",
        title="Transactions without a currency, their own or a default",
        of="transactions",
        prevents="Cannot be converted or added",
    ),
    Check(
        id="value-date-missing",
        title="Transactions without a value date",
        of="transactions",
        prevents="Cannot choose the rate of exchange with certainty",
    ),
    Check(
        id="value-date-implausible",
        title="Value dates before 1990 or long after the update",
        of="transactions with a value date",
        prevents="Cannot convert at the date given; the date of the transaction is used",
    ),
    Check(
        id="finance-type-missing",
        title="Transactions without a finance type, their own or a default",
        of="transactions",
        prevents="Cannot tell a grant from a loan, so no leverage can be stated",
    ),
    Check(
        id="place-missing",
        title="Transactions without a country or region, their own or of the activity",
        of="transactions",
        prevents="Cannot say which partner the money is for",
    ),
    Check(
        id="provider-missing",
        title="Incoming transactions without a provider",
        of="incoming transactions",
        prevents="Cannot say where the money came from",
    ),
    Check(
        id="provider-activity-missing",
        title="Incoming transactions that name no activity of the provider",
        of="incoming transactions",
        prevents="Cannot match them with the giver's account of the same flow",
    ),
    Check(
        id="provider-activity-unresolved",
        title="Provider's activities that are not in the set",
        of="references to a provider's activity",
        prevents="Cannot read the giver's account of the same flow",
    ),
    Check(
        id="receiver-missing",
        title="Commitments and payments without a receiver",
        of="outgoing commitments, disbursements and reimbursements",
        prevents="Cannot follow the payment to the firm",
    ),
    Check(
        id="receiver-unidentified",
        title="Receivers with a name but no identifier",
        of="outgoing transactions with a receiver's name",
        prevents="Cannot check the receiver against registers and lists of sanctions by identifier",
    ),
    Check(
        id="receiver-activity-missing",
        title="Commitments and payments that name no activity of the receiver",
        of="outgoing commitments, disbursements and reimbursements",
        prevents="Cannot follow the money to what it was spent on",
    ),
    Check(
        id="receiver-activity-unresolved",
        title="Receiver's activities that are not in the set",
        of="references to a receiver's activity",
        prevents="Cannot read what became of the money",
    ),
    Check(
        id="participant-unidentified",
        title="Participating organisations without an identifier",
        of="participating organisations",
        prevents="Cannot tell organisations with similar names apart",
    ),
    Check(
        id="related-unresolved",
        title="Related activities that are not in the set",
        of="references to related activities",
        prevents="Cannot see parents and children, so double counts may stay unseen",
    ),
    Check(
        id="results-missing",
        title="Activities under way or finished without a result",
        of="activities under way or finished",
        prevents="Cannot compare money with what it achieved",
    ),
    Check(
        id="actual-missing",
        title="Periods of indicators that are over and have no actual value",
        of="periods that were over at the update, or whose end or update is not dated",
        prevents="Cannot say whether the target was met",
    ),
)
"""All checks, in the order in which a report shows them."""
