"""Compares policies: the same questions, at the same times, on the same workers, several times over."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from statistics import fmean

from msgspec import Struct

from .expectations import whole_work
from .policy import Policy
from .simulation import Simulated, poisson_arrivals, simulate
from .trace import TracedQuestion
from .worker import Worker, mean_seconds

_DEFAULT_SLO = 2.0  # times what questions take on average where nothing waits


class Summary(Struct, frozen=True):
    """What a policy does at a rate of arrivals: means over runs of seconds, of questions in a minute, and of costs.

    `within` is the share of questions that were done in time; `better` how many times the P95 of round robin, first
    come first served, is that of the policy.
    """

    policy: str
    rate: float
    mean: float
    p50: float
    p95: float
    p99: float
    throughput: float
    cost: float
    within: float
    better: float


class Plan(Struct, frozen=True):
    """What is compared: a trace on workers, with questions that come at each of `rates` in a second.

    Each is tried `seeds` times, with other random arrivals.
    """

    trace: Sequence[TracedQuestion]
    workers: Sequence[Worker]
    rates: Sequence[float]
    slo: float
    seeds: int = 5


class _Runs(Struct, frozen=True):
    policy: str
    runs: Sequence[Simulated]


def usual_slo(trace: Sequence[TracedQuestion], workers: Sequence[Worker]) -> float:
    """Return twice the seconds that questions take on average where nothing waits."""
    return _DEFAULT_SLO * fmean(mean_seconds(workers, whole_work(question)) for question in trace)


def compare_policies(
    plan: Plan,
    policies: Sequence[Callable[[], Policy]],
    baseline: Callable[[], Policy],
    ran: Callable[[], None] = lambda: None,
) -> Iterator[Summary]:
    """Yield a summary for each rate and policy; raises NoWorkerFits.

    Policies are given by what makes a new one; `baseline` makes the one that the others are measured by. `ran` is
    called after each run.
    """
    for rate in plan.rates:
        base = _summary(_runs(plan, rate, baseline, ran), plan, rate, None)
        for policy in policies:
            yield base if policy is baseline else _summary(_runs(plan, rate, policy, ran), plan, rate, base)


def _runs(plan: Plan, rate: float, policy: Callable[[], Policy], ran: Callable[[], None]) -> _Runs:
    found: list[Simulated] = []
    for seed in range(plan.seeds):
        arrivals = poisson_arrivals(len(plan.trace), rate, seed)
        found.append(simulate(plan.trace, plan.workers, policy(), arrivals, plan.slo))
        ran()
    return _Runs(policy().name, found)


def _summary(done: _Runs, plan: Plan, rate: float, base: Summary | None) -> Summary:
    runs = done.runs
    latencies = [run.latencies for run in runs]
    p95 = fmean(percentile(seconds, 0.95) for seconds in latencies)
    return Summary(
        done.policy,
        rate,
        fmean(fmean(seconds) for seconds in latencies),
        fmean(percentile(seconds, 0.5) for seconds in latencies),
        p95,
        fmean(percentile(seconds, 0.99) for seconds in latencies),
        fmean(_throughput(run) for run in runs),
        fmean(_cost(run, plan.workers) for run in runs),
        fmean(fmean(second <= plan.slo for second in seconds) for seconds in latencies),
        base.p95 / p95 if base and p95 else 1.0,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that so large a share of the values does not exceed (nearest rank)."""
    return sorted(values)[max(ceil(share * len(values)) - 1, 0)]


def _throughput(run: Simulated) -> float:
    """Return questions in a minute, from when the first came to when the last was done."""
    seconds = max(run.done) - min(run.came)
    return 60 * len(run.done) / seconds if seconds else 0.0


def _cost(run: Simulated, workers: Sequence[Worker]) -> float:
    by_name = {worker.name: worker for worker in workers}
    return sum(by_name[call.worker].cost(call.work) for call in run.calls)
