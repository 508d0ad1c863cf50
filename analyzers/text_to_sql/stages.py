"""What an attempt takes, by the stages that it goes through."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum

from msgspec import Struct, field

from .language_model.usage import Usage


class Stage(StrEnum):
    """A part of an attempt: what the question is about, a query, a better one, a choice among several, a check."""

    LINKING = "linking"
    DRAFTING = "drafting"
    CORRECTION = "correction"
    VOTING = "voting"
    VERIFICATION = "verification"


class Stages(Struct):
    """What each stage took so far, in their order; one that an attempt did not go through is missing."""

    spent: dict[Stage, Usage] = field(default_factory=dict[Stage, Usage])

    @property
    def total(self) -> Usage:
        """What all stages took together."""
        return sum(self.spent.values(), Usage())

    def add(self, stage: Stage, usage: Usage) -> None:
        """Note what a stage took, beside what it took before."""
        spent = {**self.spent, stage: self.spent.get(stage, Usage()) + usage}
        self.spent = {one: spent[one] for one in Stage if one in spent}

    @contextmanager
    def timed(self, stage: Stage) -> Generator[None]:
        """Note the time that passes meanwhile for a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, Usage(seconds=time.perf_counter() - began))
