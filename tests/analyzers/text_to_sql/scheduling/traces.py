"""Small traces, and random ones, for the tests of the simulation."""

from hypothesis import strategies as st
from msgspec.structs import replace

from weft.analyzers.text_to_sql.scheduling.policy import Policy
from weft.analyzers.text_to_sql.scheduling.simulation import Simulated, poisson_arrivals, simulate
from weft.analyzers.text_to_sql.scheduling.trace import TracedCall, TracedQuestion
from weft.analyzers.text_to_sql.scheduling.worker import Worker


def question(name: str, *stages: tuple[tuple[str, int, int], ...]) -> TracedQuestion:
    """Return a question; a call is its step and its tokens, in and out."""
    return TracedQuestion(name, tuple(tuple(TracedCall(*call) for call in stage) for stage in stages))


_CALLS = st.builds(TracedCall, st.sampled_from(["read", "write", "check"]), st.integers(0, 900), st.integers(0, 90))
_STAGES = st.lists(_CALLS, min_size=1, max_size=4).map(tuple)
TRACES = st.lists(
    st.builds(TracedQuestion, st.just("q"), st.lists(_STAGES, min_size=1, max_size=5).map(tuple)),
    min_size=1, max_size=12,
).map(tuple)  # fmt: skip
_LIMITS = st.none() | st.integers(1000, 4000)
WORKERS = st.lists(
    st.builds(
        Worker, st.just("w"), st.floats(100, 5000), st.floats(1, 200), st.integers(1, 6),
        st.none() | st.integers(1, 30), _LIMITS,
    ),
    min_size=1, max_size=4,
).map(lambda found: tuple(replace(one, name=f"w{at}") for at, one in enumerate(found)))  # fmt: skip


def simulated(trace: tuple[TracedQuestion, ...], workers: tuple[Worker, ...], policy: Policy, seed: int) -> Simulated:
    """Return what happens to questions that come every ten seconds or so."""
    return simulate(trace, workers, policy, poisson_arrivals(len(trace), 0.1, seed), 60.0)
