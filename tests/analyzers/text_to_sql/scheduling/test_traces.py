"""Traces and workers are read with errors that say where and what, and made up in the same way each time."""

import pytest
from hypothesis import given, settings
from traces import TRACES, question

from weft.analyzers.text_to_sql.scheduling.comparison import Plan, compare_policies, percentile, usual_slo
from weft.analyzers.text_to_sql.scheduling.expectations import expectations_of, whole_work
from weft.analyzers.text_to_sql.scheduling.synthetic_trace import SHAPES, Shape, synthetic_trace
from weft.analyzers.text_to_sql.scheduling.trace import TracedQuestion, UnusableTrace, read_trace, write_trace
from weft.analyzers.text_to_sql.scheduling.work import Work
from weft.analyzers.text_to_sql.scheduling.worker import Worker
from weft.analyzers.text_to_sql.scheduling.worker_files import UnusableWorkers, read_workers
from weft.analyzers.text_to_sql.scheduling.worker_presets import PRESETS
from weft.analyzers.text_to_sql.scheduling_policies import POLICIES

_CHAIN = question("q", (("a", 100, 1),), (("b", 200, 2), ("b", 400, 4)), (("a", 300, 3),))


@settings(deadline=None)  # a busy machine is no fault
@given(TRACES)
def test_traces_are_read_as_they_are_written(trace: tuple[TracedQuestion, ...]) -> None:
    assert read_trace(write_trace(trace)) == trace


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "a trace without questions"),
        (b"\n{", "line 2: "),
        (b"\xff", "line 1: "),
        (b'{"query": "q"}', "line 1: Object missing required field `stages`"),
        (b'{"query": "q", "stages": []}', "line 1: a question without stages"),
        (b'{"query": "q", "stages": [[]]}', "line 1: a question without stages, or a stage without calls"),
        (
            b'{"query": "q", "stages": [{"step": "a", "input_tokens": -1, "output_tokens": 1}]}',
            "line 1: Expected `int`",
        ),
    ],
)
def test_a_trace_that_cannot_be_read_is_told_by_its_line(content: bytes, told: str) -> None:
    with pytest.raises(UnusableTrace, match=told):
        read_trace(content)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_made_up_questions_are_like_those_of_published_traces(shape: Shape) -> None:
    trace = synthetic_trace(400, 1, shape)
    calls = [call for one in trace for stage in one.stages for call in stage]
    assert 17 <= len(calls) / 400 <= 22
    assert 50_000 <= sum(call.work.tokens for call in calls) / 400 <= 76_000
    assert trace == synthetic_trace(400, 1, shape) != synthetic_trace(400, 2, shape)


def test_what_is_expected_is_the_mean() -> None:
    found = expectations_of([_CHAIN])
    assert found.output_tokens == {"a": 2, "b": 3}
    assert found.later == {"a": Work(350, 4), "b": Work(300, 3)}  # after the first a come 400 + 300, after the last 0
    assert whole_work(_CHAIN) == Work(800, 8)


def test_the_usual_deadline_is_twice_the_time_without_waiting() -> None:
    assert usual_slo([_CHAIN], [Worker("one", 1000, 10), Worker("two", 500, 5)]) == pytest.approx(2 * (1.6 + 3.2) / 2)


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (0.25, 1), (0.0, 1), (1.0, 4)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert percentile([4, 1, 3, 2], share) == value


def test_a_comparison_tells_time_cost_and_how_much_better() -> None:
    workers = (Worker("fast", 1000, 10, input_price=10.0), Worker("slow", 100, 1, input_price=10.0))
    plan = Plan([_CHAIN], workers, [0.1], slo=4.0, seeds=2)
    found = {summary.policy: summary for summary in compare_policies(plan, [POLICIES[0], POLICIES[3]], POLICIES[0])}
    best = found["earliest-completion"]
    # 0.1 + 0.1, then both prompts, 0.6, with 0.4 for the longer answer, then 0.3 + 0.3, all on the fast one
    assert best.mean == best.p50 == best.p95 == best.p99 == pytest.approx(1.8)
    assert best.cost == pytest.approx(0.01)
    assert (best.within, found["round-robin"].within, found["round-robin"].better) == (1.0, 0.0, 1.0)
    assert best.better == pytest.approx(found["round-robin"].p95 / 1.8)


def test_workers_are_read_from_toml() -> None:
    text = '[[worker]]\nname="a"\nprefill=100\ndecode=10.5\ncount=2\n[[worker]]\nname="b"\nprefill=1\ndecode=1\nrpm=3\n'
    assert read_workers(text) == (Worker("a-1", 100, 10.5), Worker("a-2", 100, 10.5), Worker("b", 1, 1, rpm=3))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "missing required field `worker`"),
        ("worker = []", "length >= 1"),
        ("[[worker]\n", "line 1"),
        ('[[worker]]\nname="a"\nprefill=0\ndecode=1', r"worker\[0\].prefill"),
        ('[[worker]]\nname="a"\nprefill=inf\ndecode=1', r"worker\[0\].prefill"),
        ('[[worker]]\nname="a"\nprefill=nan\ndecode=1', r"worker\[0\].prefill"),
        ('[[worker]]\nname="a"\nprefill=1\ndecode=1\nspeed=2', "unknown field `speed`"),
        ('[[worker]]\nname="a"\nprefill=1\ndecode=1\n' * 2, "two workers are called 'a'"),
    ],
)
def test_workers_that_cannot_be_read_are_told(text: str, told: str) -> None:
    with pytest.raises(UnusableWorkers, match=told):
        read_workers(text)


@pytest.mark.parametrize("name", PRESETS)
def test_workers_that_come_along_have_names_of_their_own(name: str) -> None:
    names = [worker.name for worker in PRESETS[name]]
    assert len(names) == len(set(names))
