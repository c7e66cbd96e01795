"""The shell of a build: read, check, assess, write; everything in between is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from accord.domain.conversion import Quote
from accord.domain.declaration import Declaration
from accord.domain.join import JoinedFlow
from accord.domain.observation import Observation
from accord.domain.party import Screened, ScreeningRun
from accord.domain.rate import EURO, exact_ratio
from accord.errors import Problem, UsageError
from accord.methods.computing import compute
from accord.methods.conversion import quotes_for
from accord.methods.joins_sql import JOIN_RELATIONS, JOINED_FLOWS, join_rows
from accord.methods.money.quality import QUALITY
from accord.methods.money.statements import AFTER_RATES, BEFORE_RATES, INPUTS, statements
from accord.methods.observing import known_observations
from accord.methods.parties import PartyFlow, line_flows, parties_of
from accord.methods.party_flows import ELSEWHERE_FLOWS, PARTY_FLOWS
from accord.methods.party_hits import screen_parties
from accord.methods.screening.matcher import Matcher
from accord.methods.vintages import known_on
from accord.sources.declaration import BUNDLED, parse_declaration, read_files
from accord.sources.iati.registry import publisher_relations, region_rows
from accord.sources.rates.fixed_rates import EURO_CONVERSION_RATES, read_bundled
from accord.sources.rates.reading import read_rates
from accord.store.disk import Disk
from accord.store.ledger import Ledger, RateRow, RuleTexts, Settled, settle
from accord.store.lists.opening import Lists, open_lists
from accord.store.observation_tables import read_observation_tables
from accord.store.observed import observed_tables
from accord.store.screened import lists_used, screened_tables, screening_parameters
from accord.store.writing import Content, write_snapshot

__all__ = ["Money", "build_snapshot", "declaration_folder"]

_IATI = "iati"
_RATE_STEP = Decimal("1e-14")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Published transactions that a build takes in.

    Attributes:
        tables: Folder that ``accord read iati`` wrote.
        rates: Files of exchange rates, the first with a rate answers; fixed rates of the euro are
            always known.
        currency: Currency into which amounts are converted.
        settings: Settings of the rules by name, see docs/reference/methods.md.
    """

    tables: Path
    rates: Sequence[Path] = ()
    currency: str = EURO
    settings: Mapping[str, str] = field(default_factory=dict)


def declaration_folder(name: str) -> Path:
    """Return the folder of a declaration: a path that exists, else a bundled one by name."""
    folder = Path(name)
    return folder if folder.is_dir() else BUNDLED / name


def build_snapshot(
    folder: Path,
    store: Path,
    *,
    as_of: date | None = None,
    money: Money | None = None,
    lists: Path | None = None,
    observations: Sequence[Path] = (),
    disk: Disk | None = None,
) -> Path:
    """Build a snapshot of a declaration and make it the current one of a store.

    Args:
        folder: Folder of the declaration.
        store: Folder of the store.
        as_of: Last day of knowledge; the latest day on which a source was read if None.
        money: Published transactions to take in; none if None.
        lists: Folder of lists against which all parties are screened, as known on the day; no party is
            screened if None.
        observations: Folders that ``accord read observations`` or ``accord report read`` wrote; without
            any, only claims are observations.
        disk: Where writes go; replaced by tests.

    Returns:
        The folder of the snapshot.

    Raises:
        InputDataError: Content is wrong; nothing was written.
        UsageError: The folder or the day is wrong; nothing was written.
        OutsideError: The disk refused; the previous snapshot is still current.
    """
    files = read_files(folder)
    everything = parse_declaration(files)
    day = _day(everything, as_of)
    declaration = known_on(everything, day)
    known = open_lists(lists, as_of=day) if lists is not None else None
    questions = {"parties": PARTY_FLOWS, "elsewhere": ELSEWHERE_FLOWS} if known else {}
    settled = settle(_ledger(declaration, money, questions)) if money is not None else None
    flows = [JoinedFlow(**row) for row in settled.joined] if settled else []  # type: ignore[arg-type]  # columns are fields
    observed, observed_files = _observed(declaration, observations, day)
    figures, assessments = compute(declaration, day=day, flows=flows, observations=observed)
    screened = _screen(declaration, settled, known, day) if known else None
    rates = money.rates if money is not None else ()
    content = Content(
        declaration=declaration,
        figures=figures,
        assessments=assessments,
        as_of=day.isoformat(),
        parameters=_parameters(declaration, money, screened),
        inputs={**files.contents, **{f"rates/{path.name}": path.read_bytes() for path in rates}},
        money=settled.tables if settled else {},
        screening=screened_tables(screened) if screened else {},
        observed=observed_tables(observed, observed_files) if observations else {},
    )
    return write_snapshot(content, store, disk=disk)


def _day(everything: Declaration, as_of: date | None) -> date:
    """Return the day of knowledge; refuse one after the last reading."""
    day = as_of or everything.last_read
    if day > everything.last_read:
        raise UsageError(
            Problem(
                id="ACC-210",
                what="Nothing can be known on a day after the last reading.",
                field="--as-of",
                value=day.isoformat(),
                expected=f"a day up to {everything.last_read.isoformat()}",
                fix="Choose an earlier day, or read the documents again and renew their date_read.",
            )
        )
    return day


def _parameters(declaration: Declaration, money: Money | None, screened: Screened | None) -> dict[str, str]:
    """Return what the methods were told, for the manifest."""
    parameters = {parameter.id: str(parameter.value) for parameter in declaration.parameters}
    if money is not None:
        parameters |= {f"money.{name}": value for name, value in _settings(money).items()}
    return parameters | (screening_parameters(screened) if screened is not None else {})


def _observed(
    declaration: Declaration, folders: Sequence[Path], day: date
) -> tuple[Sequence[Observation], Sequence[Mapping[str, object]]]:
    """Return the observations of folders that were known on a day, and the files in which they stand."""
    taken: dict[str, tuple[Observation, Path]] = {}
    files: list[Mapping[str, object]] = []
    known = {indicator.id for indicator in declaration.indicators}
    for folder in folders:
        rows, of_files = read_observation_tables(folder)
        files += of_files
        strange = sorted({row.indicator for row in rows} - known)
        if strange:
            raise UsageError(
                Problem(
                    id="ACC-245",
                    what="The observations were read for another declaration.",
                    file=str(folder),
                    value=", ".join(strange),
                    expected="indicators that the declaration defines",
                    fix="Read the files again with --declaration, or add the indicators to the content.",
                )
            )
        twice = next((row for row in rows if row.id in taken), None)
        if twice is not None:
            raise UsageError(
                Problem(
                    id="ACC-246",
                    what="Two folders hold the same observation.",
                    file=str(folder),
                    row=twice.id,
                    value=f"{twice.file}, {twice.place}",
                    expected=f"each source and vintage in one folder (it also stands in {taken[twice.id][1]})",
                    fix="Leave one of the folders out, or read one of the files as another vintage.",
                )
            )
        taken |= {row.id: (row, folder) for row in rows}
    return known_observations((row for row, _folder in taken.values()), day), files


def _settings(money: Money) -> dict[str, str]:
    return {"target_currency": money.currency, **money.settings}


def _ledger(declaration: Declaration, money: Money, questions: Mapping[str, str]) -> Ledger:
    """Return what is to be settled: the tables, the rules and what they need to know."""
    sheets = [read_bundled(EURO_CONVERSION_RATES), *(read_rates(path) for path in money.rates)]
    countries = [
        (partner.id, code.code)
        for partner in declaration.partners
        for code in partner.codes
        if code.scheme == _IATI
    ]
    relations: dict[str, Sequence[tuple[object, ...]]] = {
        "partners": countries,
        "regions": region_rows({code for _partner, code in countries}),
        "settings": list(_settings(money).items()),
        "joins": join_rows(declaration.joins, declaration.join_rules),
        **publisher_relations(),
    }
    rules = RuleTexts(
        inputs={**INPUTS, **JOIN_RELATIONS},
        before=[text.sql for text in statements((*BEFORE_RATES, *QUALITY))],
        after=[*(text.sql for text in statements(AFTER_RATES)), JOINED_FLOWS],
    )
    return Ledger(
        tables=money.tables,
        rules=rules,
        relations=relations,
        questions=questions,
        quote=lambda asked: [_rate_row(quote) for quote in quotes_for(asked, sheets, target=money.currency)],
    )


def _rate_row(quote: Quote) -> RateRow:
    """Return a quote as the rules read it; a currency without a rate keeps its reason."""
    day = quote.day or date.min
    if quote.reason is not None:
        return RateRow(quote.currency, day, None, None, None, quote.reason.meaning)
    source = quote.source_rate.per_eur if quote.source_rate else Decimal(1)
    target = quote.target_rate.per_eur if quote.target_rate else Decimal(1)
    return RateRow(
        currency=quote.currency,
        day=day,
        rate=exact_ratio(source, target).quantize(_RATE_STEP),
        rate_day=min(rate.day for rate in quote.rates),
        table_id=" + ".join(quote.tables),
        reason=None,
    )


def _screen(declaration: Declaration, settled: Settled | None, known: Lists, day: date) -> Screened:
    """Return all parties, compared with the lists."""
    answers = settled.answers if settled else {}
    flows = [PartyFlow(**row) for row in answers.get("parties", ())]  # type: ignore[arg-type]  # columns are fields
    elsewhere = sum(int(str(row["flows"])) for row in answers.get("elsewhere", ()))
    return screen_parties(
        parties_of([*line_flows(declaration.lines), *flows]),
        Matcher(known.listings),
        lists_used(known, day),
        ScreeningRun(as_of=day, lists_id=known.snapshot_id, missing=known.missing, elsewhere=elsewhere),
    )
