"""The emitted rules of actions: parameters, guards, what is created and changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

Import = Callable[[str], ModuleType]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def a_class(clinic: Import, **changes: Any) -> Any:
    values: dict[str, Any] = {"from_": "C001", "order": 4, "date": date(2026, 1, 1), "limit": None, "active": True}
    return clinic("domain.class_").Class(**{**values, "slot": timedelta(), "fee": 100, **changes})


def a_patient(clinic: Import, **changes: Any) -> Any:
    values: dict[str, Any] = {"name": "P", "born": date(2000, 1, 1), "insured": None, "balance": 0, "guardian": None}
    return clinic("domain.patient").Patient(**{**values, "email": "p@example.com", **changes})


def guard(clinic: Import, **changes: Any) -> str | None:
    values: dict[str, Any] = {"class_": a_class(clinic), "me": a_patient(clinic), "me_guardian": None}
    values |= {"starts": LATER, "sum_of_visits": 0, "now": NOW, **changes}
    rejection = clinic("domain.actions.plan_visit").guard(**values)
    return rejection.message if rejection else None


def test_the_first_requirement_that_is_not_met_gives_the_message(clinic: Import) -> None:
    assert guard(clinic) is None
    assert guard(clinic, starts=NOW, class_=None) == "In the past"
    assert guard(clinic, class_=None) == "Class closed"
    assert guard(clinic, class_=a_class(clinic, active=False)) == "Class closed"
    assert guard(clinic, sum_of_visits=500000) == "Too expensive"
    assert guard(clinic, me_guardian=a_patient(clinic, balance=300)) == "Guardian is poor"


def created(clinic: Import) -> Any:
    return clinic("domain.actions.plan_visit").created_visit(
        id_=1,
        me=a_patient(clinic),
        class_=a_class(clinic),
        nurse=None,
        starts=LATER,
        lasts=timedelta(minutes=5),
        urgent=True,
    )


def test_a_new_record_takes_defaults_the_first_state_and_stored_derived_values(clinic: Import) -> None:
    visit = created(clinic)
    assert (visit.price, visit.paid, visit.due, visit.state, visit.nurse) == (400, 0, 400, "to do", None)


def test_a_change_renews_the_stored_derived_fields_that_read_it(clinic: Import) -> None:
    visit = created(clinic)
    changed = clinic("domain.actions.shift").changed_visit(visit=visit, reminder=None)
    assert (changed.price, changed.due, changed.starts) == (900, 900, LATER + timedelta(days=1))


def test_every_changed_record_has_its_own_function(clinic: Import) -> None:
    changed = clinic("domain.actions.shift").changed_visit_class(visit_class=a_class(clinic), by_days=3)
    assert changed.order == 7


def test_parameters_are_checked_in_their_order(clinic: Import) -> None:
    errors = clinic("domain.actions.shift").parameter_errors(visit=9, visit_record=None, by_days=31, reminder=None)
    assert [(error.field, error.message) for error in errors] == [
        ("visit", "There is no visit 9"),
        ("by_days", "By days must be between 1 and 30"),
    ]


def test_the_result_is_judged_by_the_rules_of_its_records_and_by_invariants(clinic: Import) -> None:
    rejection = clinic("domain.actions.plan_visit").result_rejection
    assert rejection(visit=created(clinic)) is None
    too_much = clinic("domain.actions.close").changed_visit(visit=created(clinic))
    assert rejection(visit=too_much) is None


def test_the_system_knows_when_it_has_to_act(clinic: Import) -> None:
    is_due = clinic("domain.actions.close").is_due
    assert not is_due(visit=created(clinic), now=LATER + timedelta(days=2))
    assert is_due(visit=created(clinic), now=LATER + timedelta(days=2, seconds=1))
