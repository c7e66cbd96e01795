"""What an inspection found, as text for people and as JSON for programs, with what it cannot find."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.audit_log import Finding
from accord.exchange.audit_sampling import most_bad
from accord.exchange.auditing import VERDICT_TEXTS, Examined, Verdict
from accord.exchange.canonical import JsonValue
from accord.exchange.rebuilding import Rebuilt
from accord.exchange.strict_fields import instant_text

__all__ = ["LIMITS_OF_AN_AUDIT", "AuditReport", "report_json", "report_text"]

LIMITS_OF_AN_AUDIT = (
    "It finds misuse only by sampling, and only among elements that the asked node logged.",
    "If the asked node left a question out of its log, no opening can bring it to light.",
    "That an element opens to a subject of the case does not show that it was necessary to ask.",
    "The argument that an element has one opening only was not reviewed by a cryptographer.",
)
"""What every report says about itself."""
_MISUSE = (Verdict.OUTSIDE_CASE, Verdict.NOT_COVERED, Verdict.NOT_OPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The outcome of an inspection.

    Attributes:
        authority: Id of the supervisory authority.
        asker: Id of the peer that asked.
        holder: Id of the peer that was asked.
        at: When it was made.
        seed: Seed of the sample.
        size: Entries in the asked node's log.
        root: Root of that log.
        total: Elements in the log from which the sample was drawn.
        examined: What was found out about each element of the sample.
        findings: What does not hold in log and books.
        witnessed: Entries under the last head of this log that the asker kept; 0 if it kept none.
        rebuilt: What building published tags again gave, by scope; nothing if it was not done.
    """

    authority: str
    asker: str
    holder: str
    at: datetime
    seed: bytes
    size: int
    root: bytes
    total: int
    examined: tuple[Examined, ...]
    findings: tuple[Finding, ...]
    witnessed: int = 0
    rebuilt: tuple[Rebuilt, ...] = ()

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many elements of the sample got each verdict."""
        found = Counter(each.verdict for each in self.examined)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def suspicious(self) -> tuple[Examined, ...]:
        """The elements of the sample that were not shown to be in order."""
        return tuple(each for each in self.examined if each.verdict in _MISUSE)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found; not whether there is nothing."""
        is_rebuilt = all(each.is_same and each.is_key for each in self.rebuilt)
        return not self.suspicious and not self.findings and is_rebuilt

    @property
    def undetected(self) -> int:
        """Bad elements that the log may hold all the same at most, with 95 % confidence."""
        return most_bad(self.total, len(self.examined))


def report_json(report: AuditReport) -> JsonValue:
    """Return a report as JSON."""
    return {
        "authority": report.authority,
        "asker": report.asker,
        "holder": report.holder,
        "at": instant_text(report.at),
        "seed": report.seed.hex(),
        "log": {"size": report.size, "root": report.root.hex(), "witnessed": report.witnessed},
        "elements": report.total,
        "drawn": len(report.examined),
        "undetected_at_most": report.undetected,
        "is_clean": report.is_clean,
        "verdicts": {verdict.value: count for verdict, count in report.counts.items()},
        "suspicious": [
            {
                "entry": each.draw.index,
                "request": each.draw.request,
                "place": each.draw.place,
                "verdict": each.verdict.value,
                "reason": each.reason,
                "case": each.case,
            }
            for each in report.suspicious
        ],
        "findings": [
            {"check": finding.check, "about": finding.about, "reason": finding.reason}
            for finding in report.findings
        ],
        "rebuilt": [
            {
                "scope": each.scope,
                "is_key": each.is_key,
                "is_same": each.is_same,
                "listed": each.listed,
                "missing": each.missing,
                "foreign": each.foreign,
            }
            for each in report.rebuilt
        ],
        "limits": list(LIMITS_OF_AN_AUDIT),
    }


def report_text(report: AuditReport) -> str:
    """Return a report as text."""
    lines = [
        f"Inspection of {report.asker} by {report.authority}: questions to {report.holder}",
        f"made {instant_text(report.at)}; log of {report.size} entries, root {report.root.hex()}",
        _witnessed_text(report),
        f"{len(report.examined)} of {report.total} elements drawn with seed {report.seed.hex()}",
        "",
        *(f"{count:>7}  {VERDICT_TEXTS[verdict]}" for verdict, count in report.counts.items() if count),
        "",
    ]
    for each in report.suspicious:
        case = f", case {each.case}" if each.case else ""
        place = f"entry {each.draw.index}, request {each.draw.request}, element {each.draw.place}{case}"
        lines.append(f"NOT IN ORDER  {place}: {each.reason}")
    lines += [
        f"NOT IN ORDER  {finding.check} {finding.about}: {finding.reason}" for finding in report.findings
    ]
    lines += [_rebuilt_text(each) for each in report.rebuilt]
    if report.is_clean:
        lines.append(
            f"Nothing was found. With 95 % confidence at most {report.undetected} of {report.total} logged"
            " elements are not in order."
        )
    return "\n".join(
        [*lines, "", "What this cannot show:", *(f"- {text}" for text in LIMITS_OF_AN_AUDIT), ""]
    )


def _witnessed_text(report: AuditReport) -> str:
    if not report.witnessed:
        return "the asker kept no head of this log; whether others were shown the same log is not known"
    return f"the asker kept the head of {report.witnessed} entries of this log"


def _rebuilt_text(rebuilt: Rebuilt) -> str:
    if rebuilt.is_same and rebuilt.is_key:
        return (
            f"The published tags of {rebuilt.scope} are those of the list: {rebuilt.listed} keys, built again"
            " to the byte."
        )
    return (
        f"NOT IN ORDER  published tags of {rebuilt.scope}: {rebuilt.missing} of the list are missing and"
        f" {rebuilt.foreign} come from elsewhere"
        f"{'' if rebuilt.is_key else '; the key is not the published one'}."
    )
