"""The reference pages are written from the code, so that they cannot drift from it.

``python docs/generate.py`` writes them; ``--check`` writes nothing and exits with 1 if one differs.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import typing
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import typer.main
from inspection import (
    COMMON,
    KEYS,
    LEVERAGE_KEYS,
    attributes,
    collect_errors,
    described,
    first_sentence,
    slug,
)

from accord import errors
from accord.cli.app import app
from accord.domain import (
    assessment,
    claim,
    commitment,
    evidence,
    figure,
    indicator,
    join,
    leverage,
    network,
    network_change,
    partner,
)
from accord.domain.observation import Absence, Observation
from accord.domain.observed_period import ObservedPeriod
from accord.domain.recorded_cell import RecordedCell
from accord.methods.catalogue import METHODS
from accord.methods.money.quality import CHECKS
from accord.methods.money.rules import RULES
from accord.methods.parameters import PARAMETERS
from accord.methods.rating import RATING_RULES
from accord.sources.declaration import _SECTIONS as SECTIONS
from accord.store.content_rows import ContentRow
from accord.store.descent import Descent, Leaf
from accord.store.differences import Change
from accord.store.figure_json import figure_json
from accord.store.flow_descent import FlowLeaf
from accord.store.observed import ObservationLeaf
from accord.store.recorded_descent import RecordedLeaf
from accord.store.schema import columns_of
from accord.store.snapshot_tables import TABLES
from accord.store.status import StatusRow

__all__ = ["PAGES", "main"]

_HERE = Path(__file__).parent
_REFERENCE = _HERE / "reference"
_SOURCE = _HERE.parent / "src" / "accord"
_HEAD = "<!-- Written by docs/generate.py from the code; change the code, not this page. -->\n"

_KINDS = {
    "milestone": "An event: met if the record says that it happened, not met if it says that it did not.",
    "document": "A document: as `milestone`.",
    "money": (
        "An amount against `target`, in the same currency: met if reached; partly if exactly known and at"
        " least half; unknown if the amount is hedged and below the target."
    ),
    "indicator": (
        "A value against `target`, in the `direction`: met if reached; partly if it moved at least half the"
        " way from `baseline`; unknown without a target."
    ),
    "project_stage": "A stage: met from `reach` on, partly from `partly_from` on.",
}
_FOOTNOTE = (
    "\\* This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999"
    " and the ICJ Opinion on the Kosovo declaration of independence.\n"
)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [" | ".join(headings), " | ".join("---" for _ in headings), *(" | ".join(row) for row in cells)]
    return "".join(f"| {line} |\n" for line in lines)


def _default(field: dataclasses.Field[object]) -> str:
    if field.default is dataclasses.MISSING:
        return "required"
    if field.default in ("", (), None):
        return "none"
    value = field.default
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _keys(row_type: type) -> str:
    hints, texts = typing.get_type_hints(row_type), {**COMMON, **attributes(row_type)}
    fields = [field for field in dataclasses.fields(row_type) if field.name != "origin"]
    rows = [
        (f"`{f.name}`", described(hints[f.name]), _default(f), re.sub(r"\bNone\b", "nothing", texts[f.name]))
        for f in fields
    ]
    return _table(("key", "value", "default", "meaning"), rows)


def content_page() -> str:
    """Return the page on the sections of a declaration and the keys of their rows."""
    parts = [_HEAD, "# Content: sections and keys\n"]
    parts.append(
        "A declaration is a folder of files that end in `.yml`. Each file holds rows below the name of a"
        " section; how sections are spread over files is free. An unknown key, a missing key, a repeated id"
        " or a dangling reference stops the build ([errors](errors.md)). A date is written `2018`, `2018-05`"
        " or `2018-05-17`, as precise as the source. Anchors, aliases and merge keys are refused. Quote a"
        " text that looks like a number. How to begin: [tutorial](../tutorial/your-own-declaration.md).\n"
    )
    for section, row_type in SECTIONS.items():
        note = " Exactly one, not a list." if section == "declaration" else ""
        parts.append(f"## `{section}:`\n\n{first_sentence(row_type)}{note}\n\n{_keys(row_type)}")
    parts.append("## Rows inside rows\n")
    parts += [
        f"### {slug(inner.__name__)}\n\n{first_sentence(inner)}\n\n{_keys(inner)}"
        for inner in (
            commitment.Measure,
            join.JoinStep,
            leverage.PrivateLine,
            indicator.Segment,
            indicator.Level,
            network.NetworkMembership,
            network_change.ObservedWait,
            partner.PartnerName,
            partner.PartnerCode,
            partner.Tile,
        )
    ]
    parts.append("## Allowed words\n")
    for words in sorted(_enums(), key=lambda words: words.__name__):
        allowed = ", ".join(f"`{word.value}`" for word in words)
        parts.append(f"### {slug(words.__name__)}\n\n{first_sentence(words)}\n\n{allowed}\n")
    return "\n".join(parts)


def _enums() -> set[type[StrEnum]]:
    hints = [
        hint
        for row_type in (
            *SECTIONS.values(),
            commitment.Measure,
            join.JoinStep,
            leverage.PrivateLine,
            indicator.Segment,
            network.NetworkMembership,
            network_change.ObservedWait,
            partner.PartnerCode,
        )
        for hint in typing.get_type_hints(row_type).values()
    ]
    return {hint for hint in hints if isinstance(hint, type) and issubclass(hint, StrEnum)}


def _json_keys() -> Iterator[tuple[str, Iterable[str], dict[str, str]]]:
    nowhere = evidence.NOWHERE
    row = ContentRow(id="", kind="", says="", origin=nowhere)
    leaf = Leaf(row=row, role="", used_by="", sha256="")
    blank = figure.Figure(id="", label="", value=None, method="", inputs=())
    descent = Descent(figure=blank, row=None, steps=(), inputs=(), definitions=(), snapshot="")
    empty = {f.name: "" for f in dataclasses.fields(StatusRow)}
    status = StatusRow(**empty)  # type: ignore[arg-type]  # only its keys are read
    figures = {**attributes(figure.Figure), "figure": attributes(figure.Figure)["id"]}
    leaves = {**attributes(ContentRow), **attributes(Leaf), **KEYS}
    yield "status", status.to_json(), attributes(StatusRow)
    yield "figures", figure_json(blank), {**figures, "shown": KEYS["shown"]}
    yield "why", descent.to_json(), {**figures, **KEYS}
    yield "why: each of `inputs` and `definitions`", leaf.to_json(), leaves
    flow = FlowLeaf(**dict.fromkeys((f.name for f in dataclasses.fields(FlowLeaf)), ""))  # type: ignore[arg-type]  # only its keys are read
    yield "why: each of `flows`", flow.to_json(), attributes(FlowLeaf)
    seen = Observation(
        id="",
        partner="",
        indicator="",
        period=ObservedPeriod("2018"),
        source="",
        vintage="",
        value=None,
        absence=Absence.MISSING,
        unit="",
        segment="",
    )
    observed = ObservationLeaf(observation=seen, role="", used_by="")
    texts = {**attributes(Observation), **attributes(ObservationLeaf)}
    yield "why: each of `observations`", observed.to_json(), texts
    cell = RecordedLeaf(cell=RecordedCell(id="", says="", file="", sha256="", place=""), role="", used_by="")
    texts = {**attributes(RecordedCell), **attributes(RecordedLeaf)}
    yield "why: each of `cells`", cell.to_json(), texts
    yield "leverage", LEVERAGE_KEYS, LEVERAGE_KEYS
    yield "diff", [field.name for field in dataclasses.fields(Change)], {**attributes(Change), **KEYS}
    yield "doctor", ("check", "ok", "finding"), KEYS


def _default_option(default: object, option: str) -> str:
    if isinstance(default, bool):
        return f"`{option}`" if default else "off"
    return "none" if default in (None, "") else f"`{default}`"


def _commands(group: object, above: str = "") -> Iterator[tuple[str, typing.Any]]:
    """Yield every command with its whole name, groups before the commands in them."""
    for name, command in getattr(group, "commands", {}).items():
        yield f"{above}{name}", command
        yield from _commands(command, f"{above}{name} ")


def commands_page() -> str:
    """Return the page on the command line."""
    parts = [_HEAD, "# Commands\n\n`accord COMMAND --help` says the same in a terminal.\n"]
    parts.append("Data goes to stdout, messages go to stderr.\n\n## Exit codes\n")
    codes = [
        ("0", "all is well"),
        (
            "1",
            "findings: `diff` found changes, `doctor` something to repair, `read` something refused or odd",
        ),
    ]
    kinds = (errors.UsageError, errors.InputDataError, errors.IntegrityError, errors.OutsideError)
    codes += [(str(kind.exit_code), first_sentence(kind)) for kind in kinds]
    parts.append(_table(("code", "meaning"), codes))
    for name, command in _commands(typer.main.get_command(app)):
        words = (command.help or "").strip()
        arguments = " ".join(
            p.metavar or p.name.upper() for p in command.params if not p.opts[0].startswith("-")
        )
        parts.append(f"## accord {name}\n\n`accord {name} {arguments}`".replace(" `", "`") + f"\n\n{words}\n")
        rows = [
            (
                ", ".join(f"`{option}`" for option in (*p.opts, *p.secondary_opts)),
                "required" if p.required else _default_option(p.default, p.opts[0]),
                p.help,
            )
            for p in command.params
        ]
        parts.append(_table(("argument or option", "default", "meaning"), rows))
    parts.append("## Keys of the JSON\n\nNull means unknown or not applicable; it never means zero.\n")
    for title, keys, texts in _json_keys():
        texts = {"disputed": texts.get("is_disputed", ""), **texts}
        explained = [(f"`{key}`", re.sub(r"\bNone\b", "null", texts[key])) for key in keys]
        parts.append(f"### {title}\n\n{_table(('key', 'meaning'), explained)}")
    return "\n".join(parts)


def methods_page() -> str:
    """Return the page on methods, the rating table and parameters."""
    parts = [_HEAD, "# Methods\n\nWhy they are as they are: [ratings](../explanation/ratings.md).\n"]
    for kind in dict.fromkeys(entry.kind for entry in METHODS):
        rows = [(f"`{m.name} {m.version}`", m.text, m.reference) for m in METHODS if m.kind == kind]
        parts.append(f"## {kind.capitalize()}\n\n{_table(('method', 'what it does', 'reference'), rows)}")
    parts.append("## How a measure scores\n\nMet scores 1, not met 0, partly met `partly_score`.\n")
    kinds = [(f"`{kind.value}`", _KINDS[kind.value]) for kind in commitment.MeasureKind]
    parts.append(_table(("kind of measure", "when"), kinds))
    parts.append(_money_rules())
    parts.append("## The rating table\n\nRows are tried in order; the first that holds decides.\n")
    rules = [
        (r.id, f"`{r.rating.value}`", r.when, ", ".join(f"`{p}`" for p in r.parameters)) for r in RATING_RULES
    ]
    parts.append(_table(("row", "rating", "when", "parameters"), rules))
    parts.append("## Parameters\n\nEvery declaration states each of them, with its reason.\n")
    parts.append(_table(("name", "unit", "meaning"), [(f"`{n}`", u, m) for n, (u, m) in PARAMETERS.items()]))
    parts.append("## Words\n")
    for words in (assessment.Rating, assessment.State, assessment.Trend, figure.InputRole, claim.Qualifier):
        allowed = ", ".join(f"`{word.value}`" for word in words)
        parts.append(f"- **{slug(words.__name__)}**: {first_sentence(words)} {allowed}")
    return "\n".join(parts) + "\n"


def _money_rules() -> str:
    """Return the rules about published transactions with their settings, and the checks of files."""
    rules = [(f"`{rule.id}`", rule.title, rule.meaning, rule.reference) for rule in RULES]
    settings = [
        (f"`{setting.name}`", f"`{setting.default}`" if setting.default else "off", setting.meaning)
        for setting in {setting.name: setting for rule in RULES for setting in rule.parameters}.values()
    ]
    checks = [(f"`{check.id}`", check.title, check.of, check.prevents) for check in CHECKS]
    return "\n".join(
        (
            "## Published money: rules\n\nThe first rule that leaves a flow out decides; others mark it. The"
            " id stands in `rule` and `notes` of a flow.\n",
            _table(("rule", "title", "meaning", "reference"), rules),
            _FOOTNOTE,
            "### Settings of the rules\n",
            _table(("setting", "default", "meaning"), settings),
            "## Published money: checks of a publisher's file\n",
            _table(("check", "what is missing or wrong", "of which", "what it prevents"), checks),
        )
    )


def tables_page() -> str:
    """Return the page on the tables and views of a snapshot."""
    parts = [_HEAD, "# Tables of a snapshot\n\nEach table is the file `tables/NAME.parquet`.\n"]
    parts.append("How to query them: [how-to](../how-to/query-with-duckdb.md).\n")
    for table in TABLES:
        columns = columns_of(table.row_type)
        owned = ""
        if table.parent:
            columns = {"parent": "VARCHAR", "position": "INTEGER", **columns}
            owned = f" `parent` is the id in `{table.parent}`; `position` counts from 0."
        rows = [(f"`{name}`", kind) for name, kind in columns.items()]
        parts.append(f"## `{table.name}`\n\n{table.meaning}.{owned}\n\n{_table(('column', 'type'), rows)}")
    parts.append("## Views\n\n`views.sql` in the snapshot defines them over the tables.\n")
    sql = (_SOURCE / "store" / "queries" / "views.sql").read_text(encoding="utf-8")
    views = re.findall(r"^-- ([^\n]+)\nCREATE OR REPLACE VIEW (\w+) AS\n(.*?;)\n", sql, re.M | re.S)
    parts += [f"### View `{name}`\n\n{text}\n\n```sql\n{body}\n```\n" for text, name, body in views]
    return "\n".join(parts)


def errors_page() -> str:
    """Return the page on every error id."""
    groups = {
        "2": errors.UsageError,
        "3": errors.InputDataError,
        "4": errors.IntegrityError,
        "5": errors.OutsideError,
        "6": errors.InputDataError,
        "7": errors.InputDataError,
        "8": errors.InputDataError,
        "9": errors.InputDataError,
    }
    parts = [
        _HEAD,
        "# Errors\n",
        "Every error says what, where, the value, what was expected, what to do next.",
    ]
    parts.append("A word in capitals, or `…`, stands for what the message fills in.\n")
    found = collect_errors(_SOURCE)
    for hundred, kind in groups.items():
        parts.append(f"## {hundred}xx: exit code {kind.exit_code}\n\n{first_sentence(kind)}\n")
        for name in (name for name in found if name[4] == hundred):
            parts.append(f"### {name}\n")
            for (what, expected, fix), modules in found[name].items():
                where = ", ".join(f"`{module}`" for module in sorted(modules))
                lines = (("Expected", expected), ("Next step", fix))
                details = "".join(f"  - {title}: {text}\n" for title, text in lines if text not in {"", "…"})
                parts.append(f"- **{what}**\n{details}  - Raised in {where}\n")
    return "\n".join(parts)


PAGES = {
    "commands.md": commands_page,
    "content.md": content_page,
    "errors.md": errors_page,
    "methods.md": methods_page,
    "tables.md": tables_page,
}
"""Every generated page by the name of its file below docs/reference."""


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or check them; returns the exit code."""
    wanted = {_REFERENCE / name: page().rstrip("\n") + "\n" for name, page in PAGES.items()}
    stale = [p for p, text in wanted.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        sys.stderr.writelines(f"{path.name} differs from the code: run docs/generate.py\n" for path in stale)
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    sys.stdout.write(f"{len(stale)} of {len(wanted)} pages written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
