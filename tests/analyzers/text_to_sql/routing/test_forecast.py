"""What an answer will take is foretold from the schema, the prompts, the prices, and what a log tells."""

from datetime import UTC, datetime

import pytest
from fake_endpoint import Reply, running_endpoint, says
from msgspec.structs import replace
from told_pipelines import SCHEMA, SmallDatabase

from weft.analyzers.text_to_sql.complexity.estimate import Estimate
from weft.analyzers.text_to_sql.complexity.hardness import Hardness
from weft.analyzers.text_to_sql.language_model.prices import Price, PriceList
from weft.analyzers.text_to_sql.language_model.token_counts import estimated_tokens
from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.models.model_files import UnusableModel
from weft.analyzers.text_to_sql.pipelines import PIPELINES
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.routing.decision_log import LoggedAnswer, LoggedStep
from weft.analyzers.text_to_sql.routing.forecast import Forecast, Forecaster
from weft.analyzers.text_to_sql.routing.lengths import (
    ENOUGH,
    Habit,
    habits_of,
    read_lengths,
    shipped_lengths,
    write_lengths,
)
from weft.analyzers.text_to_sql.routing.policy import Action
from weft.analyzers.text_to_sql.routing.router import know_nothing
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table
from weft.analyzers.text_to_sql.settings import Settings
from weft.analyzers.text_to_sql.training.lengths import measure_lengths

PRICED = Settings(model="small", prices=PriceList({"small": Price(1, 3)}))
EASY, EXTRA = {Hardness.EASY: 1.0}, {Hardness.EXTRA: 1.0}
QUESTION = Question("Which singers are 40?", SCHEMA)


def _forecasts(
    question: Question = QUESTION,
    hardness: dict[Hardness, float] = EASY,
    settings: Settings = PRICED,
    habits: dict[str, Habit] | None = None,
) -> dict[str, Forecast]:
    foretold = Forecaster(know_nothing, PIPELINES, settings, "sqlite", shipped_lengths(), habits or {})
    return {one.pipeline: one for one in foretold.forecasts(question, hardness)}


def test_the_offline_tier_takes_nothing() -> None:
    assert _forecasts()["offline"] == Forecast("offline")


def test_tiers_grow_dearer_and_harder_questions_too() -> None:
    easy, extra = _forecasts(), _forecasts(hardness=EXTRA)
    names = ["basic", "intermediate", "advanced"]
    assert sorted(names, key=lambda name: easy[name].tokens) == names
    for name in names:
        assert extra[name].completion_tokens > easy[name].completion_tokens
        found = easy[name]
        assert (found.first_tokens, found.first_cost) == (found.tokens, found.cost) or name != "basic"
        assert 0 < found.first_tokens < found.tokens or name == "basic"
        assert found.cost == pytest.approx((found.prompt_tokens + 3 * found.completion_tokens) / 1_000_000)


def test_a_price_that_nobody_set_is_unknown() -> None:
    assert _forecasts(settings=Settings(model="small"))["basic"].cost is None


def test_a_bigger_schema_takes_more_up_to_the_limit() -> None:
    tables = tuple(Table(f"t{at}", tuple(Column(f"c{at}_{n}", "INTEGER") for n in range(20))) for at in range(50))
    question = Question("Which singers are 40?", Schema("big", (*SCHEMA.tables, *tables)))
    whole = _forecasts(question, settings=replace(PRICED, schema_tokens=100_000))
    pruned = _forecasts(question, settings=replace(PRICED, schema_tokens=500))
    assert whole["basic"].prompt_tokens > 4000
    assert pruned["basic"].prompt_tokens < 500 + 250


def test_the_prompt_is_the_one_that_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    reply: Reply = says("```sql\nSELECT 1\n```", (1, 1))
    with running_endpoint([reply]) as fake:
        PIPELINES[1].make(replace(PRICED, endpoint=fake.url)).attempt(QUESTION, SmallDatabase())
    sent = sum(estimated_tokens(message["content"]) for message in fake.asked[0]["messages"])
    assert 0 <= _forecasts()["basic"].prompt_tokens - sent < 20


def test_a_log_tells_how_long_answers_are() -> None:
    step = LoggedStep("basic", "", Action.ACCEPT, "", Usage(100, 900, 2))
    entry = LoggedAnswer(datetime(2026, 1, 1, tzinfo=UTC), "", "", "", "", steps=(step,))
    assert habits_of([entry] * (ENOUGH - 1)) == {}
    habits = habits_of([entry] * ENOUGH)
    assert habits == {"basic": Habit(2, 900)}
    assert _forecasts(habits=habits)["basic"].completion_tokens == 900
    assert _forecasts(habits=habits)["basic"].prompt_tokens == 2 * _forecasts()["basic"].prompt_tokens


def test_estimates_carry_what_answers_will_take() -> None:
    foretold = Forecaster(lambda _: Estimate(EASY), PIPELINES, PRICED, "sqlite", shipped_lengths())
    found = foretold(QUESTION)
    assert list(found.tokens) == [kind.name for kind in PIPELINES]
    assert found.costs["basic"] == found.first_costs["basic"] == _forecasts()["basic"].cost
    assert found.first_tokens["advanced"] == _forecasts()["advanced"].first_tokens


def test_lengths_are_written_as_they_are_read() -> None:
    assert read_lengths(write_lengths(shipped_lengths())) == shipped_lengths()
    assert shipped_lengths().expected({}) == pytest.approx(sum(shipped_lengths().sql.values()) / 4)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"sql": {"easy": 3}}'])
def test_what_is_no_lengths_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableModel):
        read_lengths(content)


def test_lengths_of_nothing_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="queries of all classes"):
        measure_lengths([])
