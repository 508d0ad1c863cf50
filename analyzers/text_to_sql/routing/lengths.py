"""How long queries and answers are, in tokens: of queries as corpora tell, of answers as a log of decisions does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from ..complexity.hardness import Hardness
from ..language_model.usage import Usage
from ..models import FOLDER
from ..models.model_files import UnusableModel, read_model
from .decision_log import LoggedAnswer

_SHIPPED = FOLDER / "lengths.json"
ENOUGH = 20  # attempts in a log that tell more than corpora do


class Lengths(Struct, frozen=True):
    """The mean tokens of queries of each class of hardness."""

    sql: Mapping[Hardness, float]
    trained_on: str = ""

    def expected(self, hardness: Mapping[Hardness, float]) -> float:
        """Return the tokens to expect where each class has a probability; of any query where none has."""
        known = hardness or dict.fromkeys(self.sql, 1 / len(self.sql))
        return sum(probability * self.sql[rating] for rating, probability in known.items())


class Habit(Struct, frozen=True):
    """What an attempt of a pipeline takes on average: calls, and tokens received."""

    calls: float
    completion_tokens: float


def habits_of(entries: Iterable[LoggedAnswer]) -> dict[str, Habit]:
    """Return the habits of each pipeline that a log tells enough of."""
    found: defaultdict[str, list[Usage]] = defaultdict(list)
    for entry in entries:
        for step in entry.steps:
            if step.usage.calls:
                found[step.pipeline].append(step.usage)
    return {pipeline: _habit(usages) for pipeline, usages in found.items() if len(usages) >= ENOUGH}


def _habit(usages: list[Usage]) -> Habit:
    count = len(usages)
    return Habit(sum(usage.calls for usage in usages) / count, sum(usage.completion_tokens for usage in usages) / count)


def read_lengths(content: bytes) -> Lengths:
    """Return the lengths that a file of JSON holds, of all classes; raises UnusableModel."""
    lengths = read_model(content, Lengths)
    if missing := [rating.value for rating in Hardness if rating not in lengths.sql]:
        raise UnusableModel(f"it lacks the classes {', '.join(missing)}")
    return lengths


def write_lengths(lengths: Lengths) -> bytes:
    """Return lengths as a file of JSON; the same lengths give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(lengths), indent=1) + b"\n"


def shipped_lengths() -> Lengths:
    """Return the lengths that come with Weft, of the queries of Spider's and BIRD's training sets."""
    return read_lengths(_SHIPPED.read_bytes())
