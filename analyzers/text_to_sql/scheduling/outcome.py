"""What became of a question that was dispatched."""

from enum import StrEnum

from msgspec import Struct

from ..language_model.usage import Usage


class State(StrEnum):
    """How a question ended."""

    FINISHED = "finished"
    FAILED = "failed"
    OVER_BUDGET = "over budget"
    CANCELLED = "cancelled"


class Outcome(Struct, frozen=True):
    """What became of one question. `answer` is what its workflow returned where it is finished, `reason` why it is not.

    `usage` is what its calls took, successful or not; its `seconds` run from the start of the question to its end.
    """

    question: str
    state: State
    answer: object = None
    reason: str = ""
    usage: Usage = Usage()
    in_time: bool = True
