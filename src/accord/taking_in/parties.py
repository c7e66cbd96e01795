"""Everyone who pays or is paid, compared with the lists as known on a day."""

from __future__ import annotations

from datetime import date

from accord.domain.declaration import Declaration
from accord.domain.party import Screened, ScreeningRun
from accord.methods.parties import PartyFlow, line_flows, parties_of
from accord.store.ledger import Settled
from accord.store.lists.opening import Lists
from accord.store.screened import lists_used

__all__ = ["screen_everyone"]


def screen_everyone(declaration: Declaration, settled: Settled | None, known: Lists, day: date) -> Screened:
    """Return all parties, compared with the lists."""
    # The matcher loads a compiler, which builds without lists do not need.
    from accord.methods.party_hits import screen_parties
    from accord.methods.screening.matcher import Matcher

    answers = settled.answers if settled else {}
    flows = [PartyFlow(**row) for row in answers.get("parties", ())]  # type: ignore[arg-type]  # columns are fields
    elsewhere = sum(int(str(row["flows"])) for row in answers.get("elsewhere", ()))
    return screen_parties(
        parties_of([*line_flows(declaration.lines), *flows]),
        Matcher(known.listings),
        lists_used(known, day),
        ScreeningRun(as_of=day, lists_id=known.snapshot_id, missing=known.missing, elsewhere=elsewhere),
    )
