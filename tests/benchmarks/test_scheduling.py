"""Scheduling by what is outstanding beats taking turns: P95 on traces like those of HEXGEN-TEXT2SQL."""

from time import process_time

import pytest
from measuring import SLACK, report

from weft.analyzers.text_to_sql.scheduling.comparison import Plan, Summary, compare_policies, usual_slo
from weft.analyzers.text_to_sql.scheduling.simulation import poisson_arrivals, simulate
from weft.analyzers.text_to_sql.scheduling.synthetic_trace import SHAPES, Shape, synthetic_trace
from weft.analyzers.text_to_sql.scheduling.worker_presets import PRESETS
from weft.analyzers.text_to_sql.scheduling_policies import POLICIES

QUESTIONS = 100
RATES = (0.02, 0.04, 0.06)  # questions in a second
BETTER = 1.4  # times the P95 of round robin, first come first served
SIMULATION_SECONDS = 1.0
UNTUNED = ("earliest-completion", "urgency", "oldest-first")  # without any parameter


@pytest.mark.parametrize("workers", ("mixed", "endpoints"))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_earliest_completion_beats_round_robin(shape: Shape, workers: str) -> None:
    trace = synthetic_trace(QUESTIONS, shape=shape)
    plan = Plan(trace, PRESETS[workers], RATES, usual_slo(trace, PRESETS[workers]))
    summaries = list(compare_policies(plan, POLICIES, POLICIES[0]))
    _print(f"{shape.name} questions on {workers} workers, in time within {plan.slo:.0f} s", summaries)
    for summary in summaries:
        if summary.policy in UNTUNED:
            assert summary.better >= BETTER, summary


def _print(title: str, summaries: list[Summary]) -> None:
    print(f"\n{title}\n  rate  policy                  mean     P50     P95     P99  done/min   cost  in time  better")
    for one in summaries:
        print(
            f"  {one.rate:.2f}  {one.policy:<20} {one.mean:>7.1f} {one.p50:>7.1f} {one.p95:>7.1f} {one.p99:>7.1f}"
            f" {one.throughput:>9.2f} {one.cost:>6.2f} {one.within:>8.1%} {one.better:>6.2f}x"
        )


def test_a_hundred_questions_are_simulated_in_a_second() -> None:
    trace, taken = synthetic_trace(QUESTIONS, shape=SHAPES[1]), dict[str, tuple[float, float]]()
    for policy in POLICIES:
        began = process_time()
        simulate(trace, PRESETS["endpoints"], policy(), poisson_arrivals(QUESTIONS, RATES[-1], 0), 200.0)
        taken[f"simulate 100 questions, {policy().name}"] = (process_time() - began, SIMULATION_SECONDS)
    report(taken, "s")
    assert all(seconds <= target * SLACK for seconds, target in taken.values())
