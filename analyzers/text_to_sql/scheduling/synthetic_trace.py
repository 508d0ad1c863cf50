"""Makes traces up: agents that look for values, write several candidates, revise them, and let tests choose.

Steps, counts and lengths follow what is published of the traces of HEXGEN-TEXT2SQL (arXiv 2505.05286): some 20 calls a
question, and 52,000 to 72,000 tokens.
"""

from collections.abc import Iterator
from math import exp
from random import Random

from msgspec import Struct

from .trace import TracedCall, TracedQuestion

# step: mean tokens of its prompt and of its answer
STEPS = {
    "retrieve": (308, 5),
    "keywords": (667, 45),
    "generate": (11_748, 678),
    "revise": (5_963, 79),
    "try_test": (275, 4),
    "write_test": (1_109, 103),
    "evaluate": (961, 22),
}
_SPREAD = 0.3  # standard deviation of the logarithm of lengths


class Shape(Struct, frozen=True):
    """The least and the most candidates that a question gets, rounds of revision, and evaluations."""

    name: str
    candidates: tuple[int, int]
    rounds: tuple[int, int]
    evaluations: tuple[int, int] = (3, 6)


SHAPES = (Shape("lean", (2, 3), (0, 5)), Shape("rich", (2, 5), (0, 7)))


def synthetic_trace(questions: int, seed: int = 0, shape: Shape = SHAPES[0]) -> tuple[TracedQuestion, ...]:
    """Return so many questions; the same arguments give the same ones."""
    random = Random(f"{shape.name}:{seed}")
    return tuple(
        TracedQuestion(f"{shape.name}-{number}", tuple(_stages(random, shape))) for number in range(1, questions + 1)
    )


def _stages(random: Random, shape: Shape) -> Iterator[tuple[TracedCall, ...]]:
    """Yield the stages of one question; only candidates and evaluations are made at the same time."""
    for step in ("retrieve", "keywords", "retrieve", "retrieve", "retrieve"):
        yield (_call(random, step),)
    yield _calls(random, "generate", shape.candidates)
    for _ in range(random.randint(*shape.rounds)):
        yield (_call(random, "revise"),)
    for step in ("try_test", "write_test", "try_test"):
        yield (_call(random, step),)
    yield _calls(random, "evaluate", shape.evaluations)
    yield (_call(random, "try_test"),)


def _calls(random: Random, step: str, bounds: tuple[int, int]) -> tuple[TracedCall, ...]:
    return tuple(_call(random, step) for _ in range(random.randint(*bounds)))


def _call(random: Random, step: str) -> TracedCall:
    input_tokens, output_tokens = STEPS[step]
    return TracedCall(step, _length(random, input_tokens), _length(random, output_tokens))


def _length(random: Random, mean: int) -> int:
    """Return a length from a log-normal distribution with this mean, at least 1."""
    return max(1, round(mean * exp(random.gauss(0, _SPREAD) - _SPREAD**2 / 2)))
