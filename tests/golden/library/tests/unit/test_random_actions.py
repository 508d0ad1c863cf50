"""Whatever is done in whatever order, what must always hold does hold."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from app.database import books
from app.domain import book as book_rules
from app.domain import reader as reader_rules
from app.services.scheduler import tick
from tests.accounts import Account, add_reader
from tests.drivers.service_actions import ServiceActions
from tests.examples import BOOK, OTHER_READER, READER
from tests.records import all_books, all_readers
from tests.world import create_world

SETTINGS = settings(max_examples=20, stateful_step_count=20, deadline=None)


class RandomActions(RuleBasedStateMachine):
    """Runs the actions in any order on few records."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = create_world(Path(self.folder.name))
        self.actions = ServiceActions(self.world.system)
        self.people: list[Account] = []

    @override
    def teardown(self) -> None:
        self.world.close()
        self.folder.cleanup()

    def person(self, number: int) -> Account | None:
        return self.people[number % len(self.people)] if self.people else None

    @initialize(left=st.integers(0, 20))
    def add_records(self, left: int) -> None:
        self.people.append(add_reader(self.world, READER))
        self.people.append(add_reader(self.world, OTHER_READER))
        books.insert(self.world.connection, BOOK)
        books.insert(self.world.connection, replace(BOOK, title="T2"))

    @rule(who=st.integers(0, 100), book=st.sampled_from(["T1", "T2", "nowhere"]))
    def borrow(self, who: int, book: str) -> None:
        self.actions.borrow(self.person(who), book=book)

    @rule(minutes=st.integers(1, 30))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.move(timedelta(minutes=minutes))
        tick(self.world.system.context())

    @invariant()
    def every_reader_keeps_its_rules(self) -> None:
        for record in all_readers(self.world):
            assert reader_rules.broken_rule(record) is None

    @invariant()
    def every_book_keeps_its_rules(self) -> None:
        for record in all_books(self.world):
            assert book_rules.broken_rule(record) is None


@pytest.mark.verifies("action:borrow")
def test_random_actions() -> None:
    run_state_machine_as_test(RandomActions, settings=SETTINGS)
