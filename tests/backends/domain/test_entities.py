"""The emitted entities: derived fields, checks and views, by running them."""

import importlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

Import = Callable[[str], ModuleType]
Emit = Callable[[str], Path]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def a_class(clinic: Import, **changes: Any) -> Any:
    values = {"from_": "C001", "order": 4, "date": date(2026, 1, 1), "slot": timedelta(), "limit": None, "active": True}
    return clinic("domain.class_").Class(**{**values, "fee": 100, **changes})


def a_visit(clinic: Import, **changes: Any) -> Any:
    state = clinic("domain.enums").VisitState
    values: dict[str, Any] = {"id": 1, "patient": "P", "nurse": None, "class_": None, "starts": NOW, "weight": None}
    values |= {"lasts": timedelta(minutes=5), "price": 500, "paid": 3, "urgent": False, "state": state.TO_DO}
    return clinic("domain.visit").Visit(**{**values, "due": 497, "reminder": None, **changes})


def test_a_field_may_be_called_like_its_type_or_like_a_keyword(clinic: Import) -> None:
    record = a_class(clinic)
    assert (record.date, record.from_) == (date(2026, 1, 1), "C001")


def test_a_derived_field_tests_the_record_that_may_be_missing(clinic: Import) -> None:
    visits, visit = clinic("domain.visit"), a_visit(clinic)
    assert visits.crowd(visit, None) is False
    assert visits.crowd(visit, a_class(clinic, order=4)) is True
    assert visits.crowd(visit, a_class(clinic, order=3)) is False


def test_a_derived_field_rounds_as_named(clinic: Import) -> None:
    rebate = clinic("domain.visit").rebate
    assert [rebate(a_visit(clinic, price=price)) for price in (10, 30, 50)] == [2, 4, 8]


def test_a_derived_field_that_reads_the_time_is_asked_for_it(clinic: Import) -> None:
    later = NOW + timedelta(hours=2, minutes=59)
    assert clinic("domain.visit").waiting(a_visit(clinic, starts=later), NOW) == 2


def test_a_record_names_the_first_rule_that_it_breaks(clinic: Import) -> None:
    rule, values = clinic("domain.class_").broken_rule, clinic("domain.values")
    assert rule(a_class(clinic)) is None
    assert rule(a_class(clinic, order=0)) == values.broken("entity:Class/field:order", "Order must be at least 1")
    assert rule(a_class(clinic, limit=91)) == values.broken("entity:Class/field:limit", "Limit must be at most 90")
    assert rule(a_class(clinic, order=13)) == values.broken("entity:Class/check:1", "No thirteen")


def test_an_invariant_of_one_record_is_a_function_of_it(clinic: Import) -> None:
    few_visits = clinic("domain.invariants").few_visits
    assert few_visits(a_visit(clinic)) is None
    assert few_visits(a_visit(clinic, paid=501)).rule == "R-1"


def test_entities_may_refer_to_each_other(emit: Emit) -> None:
    emit("""
System: League
Entity: Team
  code: text(5) key
  captain: Player?
Entity: Player
  name: text(40) key
  team: Team
Page: Teams at "/"
  table of Team
  columns code, captain.name "Captain"
Page: Players at "/players"
  table of Player
  columns name, team.captain "Captain"
""")
    teams, players = importlib.import_module("app.domain.team"), importlib.import_module("app.domain.player")
    player = players.Player("Ann", "T")
    assert teams.TeamView(teams.Team("T", "Ann"), player).team_captain is player


def test_long_messages_stay_within_the_line(emit: Emit) -> None:
    words = "This is a message of many words that will not fit on a single line of the emitted program at all"
    folder = emit(f'System: Long\nEntity: Thing\n  size: int\n  check size > 0 "{words}, {words}"\n')
    thing = importlib.import_module("app.domain.thing")
    assert thing.broken_rule(thing.Thing(1, 0)).message == f"{words}, {words}"
    pieces = (folder / "domain" / "thing.py").read_text(encoding="utf-8").split('" "')
    assert max(len(piece) for piece in pieces[1:-1]) <= 80
