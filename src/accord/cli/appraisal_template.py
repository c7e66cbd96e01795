"""The empty workbook of an appraisal is written to a new file."""

from __future__ import annotations

import re
from pathlib import Path

from accord.cli.output import print_line
from accord.errors import Problem, UsageError, unreadable

__all__ = ["write_template"]

_YEARS = re.compile(r"(\d{1,4})-(\d{1,4})", re.ASCII)
_MOST_YEARS = 100


def write_template(template: Path | None, years: str, file: Path | None) -> None:
    """Write the workbook and print its name.

    Args:
        template: A new file that ends in .xlsx.
        years: First and last year, with a hyphen.
        file: An appraisal that was named beside it; there must be none.

    Raises:
        UsageError: Neither or both files are named, one lies there already (ACC-895), or the years cannot be
            read (ACC-896).
        OutsideError: The disk refuses (ACC-504).
    """
    if template is None or file is not None or template.suffix != ".xlsx" or template.exists():
        raise UsageError(
            Problem(
                id="ACC-895",
                what="It is not clear what to appraise or what to write.",
                value=str(template or file or "no file"),
                expected="either an appraisal, or --template with a new file that ends in .xlsx",
                fix="Write `accord appraise FILE`, or `accord appraise --template NEW.xlsx`; a workbook that"
                " is there may be filled in and is never replaced.",
            )
        )
    from accord.methods.appraisal.wording import parameter_words
    from accord.sources.appraisal.parameters import SHIPPED, SHIPPED_NAME, parse_parameters
    from accord.sources.appraisal.template import appraisal_template

    shipped = parse_parameters(SHIPPED.read_bytes(), file=SHIPPED_NAME)
    values = [(name, parameter_words(row).removeprefix(f"{name}, ")) for name, row in shipped.items()]
    content = appraisal_template(_read_years(years), values)
    try:
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_bytes(content)
    except OSError as error:
        raise unreadable(error.filename or template, error) from error
    print_line(str(template))


def _read_years(text: str) -> range:
    found = _YEARS.fullmatch(text)
    first, last = (int(found[1]), int(found[2])) if found else (1, 0)
    if not 0 <= last - first < _MOST_YEARS:
        raise UsageError(
            Problem(
                id="ACC-896",
                what="The years of the template cannot be read.",
                field="--years",
                value=text,
                expected=f"first and last year, at most {_MOST_YEARS}, such as 2026-2055",
                fix="Write for example --years 2026-2055.",
            )
        )
    return range(first, last + 1)
