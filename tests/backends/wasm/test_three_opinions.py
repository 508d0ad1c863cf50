"""The interpreter, the generated Python and `domain.wasm` say the same about every rule, for rows made at random."""

import os
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wasm_opinions import Opinions, opinions_of

from weft.compiler.pipeline import check_spec

ROOT = Path(__file__).parents[3]
SPECS = (
    "examples/ticket_booking",
    "examples/helpdesk",
    "examples/library",
    "tests/backends/domain/cases/clinic.weft",
    "tests/backends/cases/workshop.weft",
    "tests/backends/workflow/cases/orders.weft",
    "tests/backends/application/cases/orders.weft",
    "tests/backends/wasm/cases/meanings.weft",
    "tests/backends/wasm/cases/grammar.weft",
)
ROWS = int(os.environ.get("WEFT_RULE_ROWS", "4000"))  # of each specification, over all its rules


@pytest.fixture(scope="module", params=SPECS)
def opinions(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opinions]:
    """Provide the three opinions about one specification."""
    checked = check_spec([ROOT / request.param])
    assert checked.compiled.is_sound, checked.diagnostics
    with opinions_of(checked.compiled.model, tmp_path_factory.mktemp("opinions")) as found:
        yield found


def test_no_row_divides_the_three(opinions: Opinions) -> None:
    random = Random(1)
    share = max(ceil(ROWS / len(opinions.functions)), 20)
    for name in opinions.functions:
        assert opinions.disagreements(name, list(opinions.scenes(name, share, random))) == []
    print(f"{share * len(opinions.functions)} rows of {len(opinions.functions)} rules, no disagreement")


@given(data=st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_what_would_divide_the_three_is_shrunk(opinions: Opinions, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(opinions.functions)), label="rule")
    random = data.draw(st.randoms(use_true_random=False))
    assert opinions.disagreements(name, list(opinions.scenes(name, 2, random, huge=0.1))) == []
