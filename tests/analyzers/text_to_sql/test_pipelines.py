"""The pipelines that ask a model: what they send, what they make of the answers, and that they stay in their limits."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from math import inf

import pytest
from fake_endpoint import FakeEndpoint, Reply, fails, running_endpoint, says
from msgspec.structs import replace
from told_pipelines import SCHEMA, SmallDatabase

from weft.analyzers.text_to_sql.generation.prompting import prompts_version
from weft.analyzers.text_to_sql.language_model.allowance import NO_LIMIT, Allowance
from weft.analyzers.text_to_sql.language_model.chat import ChatFailed
from weft.analyzers.text_to_sql.language_model.endpoint import UnusableEndpoint
from weft.analyzers.text_to_sql.language_model.prices import Price, PriceList
from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.pipeline import Attempt, Pipeline
from weft.analyzers.text_to_sql.pipelines import PIPELINES
from weft.analyzers.text_to_sql.policies.estimate_only import EstimateOnly
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.routing.router import Router
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table
from weft.analyzers.text_to_sql.settings import NoModel, Settings

RIGHT, WRONG, EMPTY = (f"SELECT name FROM singer WHERE age = {age}" for age in (40, 30, 99))
QUESTION = Question("Which singers are 40?", SCHEMA, "40 is an age")
NAMES = [kind.name for kind in PIPELINES if kind.name != "offline"]
CALL = (300, 50)  # tokens that the server says a call took
LEAST = {"basic": 450, "intermediate": 600, "advanced": 600}  # tokens that are enough to begin with


def _answers(*queries: str) -> list[Reply]:
    return [says(f"So it is:\n```sql\n{sql}\n```\n" if sql else "I do not know.", CALL) for sql in queries]


class Tier:
    """Makes pipelines that ask a server of their own, and stops the servers in the end."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def __call__(self, name: str, replies: Sequence[Reply], **settings: object) -> tuple[Pipeline, FakeEndpoint]:
        fake = self._stack.enter_context(running_endpoint(replies))
        set_ = replace(Settings(fake.url, model="small", retries=0, seconds=5), **settings)
        return next(kind.make(set_) for kind in PIPELINES if kind.name == name), fake


@pytest.fixture
def tier(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tier]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ExitStack() as stack:
        yield Tier(stack)


def _ask(pipeline: Pipeline, allowance: Allowance = NO_LIMIT) -> Attempt:
    return pipeline.attempt(QUESTION, SmallDatabase(), allowance)


def _sqls(attempt: Attempt) -> list[str]:
    return [candidate.sql for candidate in attempt.candidates]


def test_tiers_go_from_the_cheapest_to_the_dearest() -> None:
    assert NAMES == ["basic", "intermediate", "advanced"]


@pytest.mark.parametrize("name", NAMES)
def test_every_tier_answers(name: str, tier: Tier) -> None:
    pipeline, fake = tier(name, _answers(RIGHT), prices=PriceList({"small": Price(1, 2)}))
    attempt = _ask(pipeline)
    calls = 3 if name == "advanced" else 1
    assert pipeline.name == name
    assert _sqls(attempt) == [RIGHT]
    assert (attempt.usage.calls, attempt.usage.tokens) == (calls, calls * 350)
    assert attempt.usage.cost == pytest.approx(calls * 0.0004)
    for asked in fake.asked:
        sent = asked["messages"][1]["content"]
        assert "CREATE TABLE singer (\n  id INTEGER," in sent
        assert "The question: Which singers are 40?" in sent and "40 is an age" in sent
        assert "in sqlite, which only reads" in asked["messages"][0]["content"]


@pytest.mark.parametrize(
    ("name", "answers", "calls"),
    [
        ("basic", [RIGHT], {"linking": 0, "drafting": 1}),
        ("intermediate", [EMPTY, RIGHT], {"linking": 0, "drafting": 1, "correction": 1, "verification": 0}),
        (
            "advanced",
            [EMPTY, "", "", "", "", RIGHT],
            {"linking": 0, "drafting": 5, "correction": 1, "voting": 0, "verification": 0},
        ),
    ],
)
def test_each_stage_is_told_what_it_took(name: str, answers: list[str], calls: dict[str, int], tier: Tier) -> None:
    attempt = _ask(tier(name, _answers(*answers))[0])
    assert list(attempt.stages) == list(calls)
    assert {stage: (usage.calls, usage.tokens) for stage, usage in attempt.stages.items()} == {
        stage: (count, count * sum(CALL)) for stage, count in calls.items()
    }
    assert all(usage.seconds > 0 for usage in attempt.stages.values())
    assert sum(attempt.stages.values(), Usage()) == attempt.usage


@pytest.mark.parametrize("name", NAMES)
def test_what_answers_depend_on_is_told_without_the_key(name: str, tier: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_KEY", "sk-hidden")
    settings = tier(name, [], key_variable="MODEL_KEY")[0].settings
    assert all(part in settings for part in (name, "small", prompts_version()))
    assert "hidden" not in settings


@pytest.mark.parametrize("name", NAMES)
def test_an_endpoint_that_is_away_is_told_with_what_it_took(name: str, tier: Tier) -> None:
    pipeline, fake = tier(name, [fails(503)])
    with pytest.raises(ChatFailed, match="has a fault of its own") as caught:
        _ask(pipeline)
    assert (len(fake.asked), caught.value.usage.calls) == (1, 1)


@pytest.mark.parametrize("name", NAMES)
def test_no_query_is_no_candidate(name: str, tier: Tier) -> None:
    attempt = _ask(tier(name, _answers(""))[0])
    assert attempt.candidates == ()
    assert attempt.notes


@pytest.mark.parametrize("name", NAMES)
def test_what_was_left_out_of_a_schema_is_told_once(name: str, tier: Tier) -> None:
    pipeline, fake = tier(name, _answers(RIGHT), schema_tokens=24)
    attempt = _ask(pipeline)
    assert sum("the schema is too big for the prompt: " in note for note in attempt.notes) == 1
    assert all("singer_id" not in asked["messages"][1]["content"] for asked in fake.asked)


def test_what_is_cut_off_is_no_answer(tier: Tier) -> None:
    attempt = _ask(tier("basic", [says("SELECT name FROM singer", CALL, "length")])[0])
    assert attempt.candidates == ()
    assert attempt.notes == ("the answer was cut off before it came to a query; be brief",)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("DELETE FROM singer", "the answer holds no query"),
        ("SELECT load_extension('x') FROM singer", "- the function load_extension is not known to be harmless"),
        ("SELECT nmae FROM singer", "- there is no nmae in the schema; did you mean name?"),
        ("SELECT name FROM singer WHERE sum(age) > 3", "- misuse of aggregate"),
        (EMPTY, "- it gives no rows"),
        (
            "SELECT name FROM singer WHERE age = NULL OR age = 40",
            "- a comparison with NULL is never true; write IS NULL",
        ),
        ("", "- the answer holds no query"),
    ],
)
def test_what_is_wrong_is_told_and_put_right(wrong: str, told: str, tier: Tier) -> None:
    pipeline, fake = tier("intermediate", _answers(wrong, RIGHT))
    attempt = _ask(pipeline)
    assert _sqls(attempt)[0] == RIGHT
    assert attempt.notes == ("1 correction",)
    opening, answer, correction = fake.asked[1]["messages"][1:]
    assert "Divide the question" in opening["content"]
    assert "I have no query." in answer["content"] or wrong in answer["content"]
    assert told in correction["content"]


def test_results_that_are_known_come_with_the_candidates(tier: Tier) -> None:
    best = _ask(tier("intermediate", _answers(RIGHT))[0]).best
    assert best is not None and best.result is not None and best.result.rows == (("Bob",), ("Cy",))


def test_corrections_are_bounded(tier: Tier) -> None:
    wrong = [f"SELECT name{at} FROM singer" for at in range(9)]
    pipeline, fake = tier("intermediate", _answers(*wrong))
    assert _sqls(_ask(pipeline)) == wrong[:4]
    assert len(fake.asked) == 4


def test_an_empty_result_that_the_model_stands_by_is_its_answer(tier: Tier) -> None:
    pipeline, fake = tier("intermediate", _answers(EMPTY))
    assert _sqls(_ask(pipeline)) == [EMPTY]
    assert len(fake.asked) == 2


def test_a_query_is_not_lost_where_its_correction_fails(tier: Tier) -> None:
    attempt = _ask(tier("intermediate", [*_answers(EMPTY), fails(500)])[0])
    assert _sqls(attempt) == [EMPTY]
    assert "has a fault of its own" in attempt.notes[-1]
    assert attempt.usage.calls == 2


@pytest.mark.parametrize(
    ("queries", "voted", "shares"),
    [
        ((RIGHT, RIGHT, RIGHT), [RIGHT], [1.0]),
        ((WRONG, RIGHT, RIGHT, RIGHT), [RIGHT, WRONG], [0.75, 0.25]),
        ((WRONG, "DROP TABLE singer", RIGHT, WRONG, RIGHT), [WRONG, RIGHT], [0.4, 0.4]),
        ((WRONG, RIGHT, f"{RIGHT} ORDER BY name", "", RIGHT), [RIGHT, WRONG], [0.6, 0.2]),
        ((EMPTY, "SELECT nothing FROM singer", "", "SELECT 1 FROM account", "", RIGHT), [RIGHT, EMPTY], [1 / 6] * 2),
        (("", "", "", "", "", "SELECT x FROM singer", RIGHT), [RIGHT], [1 / 7]),
    ],
)
def test_the_result_that_most_queries_give_wins(
    queries: tuple[str, ...], voted: list[str], shares: list[float], tier: Tier
) -> None:
    pipeline, fake = tier("advanced", _answers(*queries))
    attempt = _ask(pipeline)
    assert _sqls(attempt) == voted
    assert [candidate.confidence for candidate in attempt.candidates] == pytest.approx(shares)
    assert len(fake.asked) == len(queries)


def test_candidates_are_asked_for_in_various_ways(tier: Tier) -> None:
    pipeline, fake = tier("advanced", _answers(*(f"SELECT {at} FROM singer LIMIT 1" for at in range(5))))
    _ask(pipeline)
    assert len({(asked["messages"][1]["content"], asked["temperature"]) for asked in fake.asked}) == 5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("allowance", [0, 100, 300, 450, 600, 800, 1200, 2000, 5000])
def test_an_allowance_is_never_exceeded(name: str, allowance: int, tier: Tier) -> None:
    tables = tuple(Table(f"wide{at}", (Column("some_column", "INTEGER"),) * 9) for at in range(20))
    question = Question("Which singers are 40?", Schema("many", (*SCHEMA, *tables)))
    pipeline, fake = tier(name, _answers("SELECT nothing FROM singer", "SELECT more FROM singer", EMPTY))
    fake.counts_bytes = True
    attempt = pipeline.attempt(question, SmallDatabase(), Allowance(allowance))
    assert attempt.usage.tokens <= allowance
    assert bool(attempt.candidates) == bool(fake.asked) == (allowance >= LEAST[name])
    assert all(asked["max_tokens"] >= 64 for asked in fake.asked)
    assert attempt.candidates or attempt.notes


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("price", [Price(1, 1), Price(1, 10), Price(0, 10), Price(5, 0)], ids=str)
@pytest.mark.parametrize("tokens", [0, 300, 600, 1200, 5000])
def test_an_allowance_of_money_is_never_exceeded(name: str, price: Price, tokens: int, tier: Tier) -> None:
    money = price.cost(tokens, tokens)
    pipeline, fake = tier(name, _answers("SELECT nothing FROM singer", EMPTY), prices=PriceList({"small": price}))
    fake.counts_bytes = True
    attempt = _ask(pipeline, Allowance(cost=money))
    assert attempt.usage.cost <= money
    assert bool(attempt.candidates) == bool(fake.asked)
    assert bool(fake.asked) == (tokens > 0) or tokens == 300  # which is enough for some
    assert attempt.candidates or "a call may cost" in attempt.notes[0] or "hold no column" in attempt.notes[0]


def test_candidates_grow_fewer_where_less_may_be_taken(tier: Tier) -> None:
    queries = [f"SELECT id + {at} FROM singer" for at in range(5)]
    for allowance, calls in ((inf, 5), (1700, 4), (1300, 3), (900, 2)):
        pipeline, fake = tier("advanced", _answers(*queries))
        attempt = _ask(pipeline, Allowance(allowance))
        assert len(fake.asked) == len(attempt.candidates) == calls
        assert attempt.usage.tokens == calls * sum(CALL)
        most = [asked["max_tokens"] for asked in fake.asked]
        assert allowance == inf or (most == sorted(most, reverse=True) and most[-1] < 1024)


def test_models_are_set_for_all_tiers_or_for_each(tier: Tier) -> None:
    settings = {"models": {"advanced": "large"}}
    assert tier("basic", _answers(RIGHT), **settings)[0].attempt(QUESTION, SmallDatabase()).usage.calls == 1
    pipeline, fake = tier("advanced", _answers(RIGHT), **settings)
    _ask(pipeline)
    assert {asked["model"] for asked in fake.asked} == {"large"}


def test_values_are_sent_only_where_they_may_be(tier: Tier) -> None:
    schema = Schema("s", (Table("singer", (Column("name", "TEXT", samples=("Ann Secret",)),)),))
    for with_samples in (True, False):
        pipeline, fake = tier("basic", _answers(RIGHT), with_samples=with_samples)
        pipeline.attempt(Question("Who?", schema), SmallDatabase())
        assert ("Ann Secret" in str(fake.asked)) == with_samples


def test_without_a_model_it_is_told_what_to_set() -> None:
    kind = PIPELINES[-1]
    with pytest.raises(
        NoModel, match=r"the pipeline advanced asks a model; set its endpoint under \[tool.weft.route\]"
    ):
        kind.make(Settings())
    with pytest.raises(NoModel, match="set its model"):
        kind.make(Settings("http://localhost/v1"))
    with pytest.raises(UnusableEndpoint):
        kind.make(Settings("localhost", model="small"))


def test_a_router_goes_up_the_tiers(tier: Tier) -> None:
    basic, _ = tier("basic", _answers("SELECT nmae FROM singer"))
    advanced, _ = tier("advanced", _answers(RIGHT))
    answer = Router([basic, advanced], EstimateOnly()).answer(QUESTION, SmallDatabase())
    assert (answer.sql, [step.pipeline for step in answer.steps]) == (RIGHT, ["basic", "advanced"])
