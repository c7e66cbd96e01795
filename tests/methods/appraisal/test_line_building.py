"""Lines of an appraisal: what no amount can be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.appraisal_flows import FlowKind
from accord.errors import InputDataError
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, flow, project


@pytest.mark.parametrize(("amount", "growth"), [("1e300", "0"), ("5", "9999")])
def test_an_amount_that_is_too_large_is_refused_with_its_year(amount: str, growth: str) -> None:
    time = flow("time", FlowKind.BENEFIT, 2026, amount, last_year=2030, growth=Decimal(growth))
    with pytest.raises(InputDataError, match="ACC-987") as refused:
        appraise(project(time), PARAMETERS)
    assert "at most 1,000,000,000,000,000 EUR million in a year" in str(refused.value)
