"""The emitted tables and functions, run on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

import psycopg.errors
import pytest

Import = Callable[[str], ModuleType]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
NURSE, TODAY = 11, date(2026, 3, 2)


@pytest.fixture
def connection(clinic: Import, database: str) -> Any:
    """Return a connection to a database that knows a nurse, two patients and a class."""
    dialect = clinic("database.dialect").dialect_of(database)
    opened = clinic("database.database").Database(dialect)
    opened.create_tables()
    connection = opened.connection()
    clinic("database.nurses").insert(connection, clinic("domain.nurse").Nurse(NURSE, "n", "n@x"), password_hash="h")
    patients = clinic("domain.patient").Patient
    for name, guardian in (("Guardian", None), ("Ann", "Guardian")):
        record = patients(name, date(2000, 1, 1), None, 0, guardian, f"{name}@x")
        clinic("database.patients").insert(connection, record, password_hash="h")
    record = clinic("domain.class_").Class("C001", 4, TODAY, timedelta(minutes=30), 100, None, True)
    clinic("database.classes").insert(connection, record)
    yield connection
    opened.close()


@pytest.fixture
def refused(clinic: Import) -> tuple[type[Exception], ...]:
    """Return what is raised when the tables refuse a record."""
    conflict = clinic("database.database").ConflictError
    return (sqlite3.IntegrityError, psycopg.errors.IntegrityError, conflict)


@pytest.fixture
def add_visit(clinic: Import, connection: Any) -> Callable[..., Any]:
    """Return the function that adds a visit and returns it."""

    def add(**changes: Any) -> Any:
        visits, state = clinic("database.visits"), clinic("domain.enums").VisitState
        values: dict[str, Any] = {"id": visits.next_id(connection), "patient": "Ann", "nurse": None, "class_": "C001"}
        values |= {"starts": NOW + timedelta(hours=3), "lasts": timedelta(minutes=5), "weight": 7, "price": 500}
        values |= {"paid": 3, "urgent": True, "state": state.TO_DO, "due": 497, "reminder": None, **changes}
        visit = clinic("domain.visit").Visit(**values)
        visits.insert(connection, visit)
        return visit

    return add


def test_records_are_read_as_they_were_written(clinic: Import, connection: Any, add_visit: Callable[..., Any]) -> None:
    empty = add_visit()
    full = add_visit(nurse=NURSE, starts=NOW, reminder=TODAY, state=clinic("domain.enums").VisitState.O_NEIL)
    assert [clinic("database.visits").find(connection, item.id) for item in (empty, full)] == [empty, full]
    assert clinic("database.classes").get(connection, "C001").slot == timedelta(minutes=30)


def test_a_view_holds_what_derived_fields_and_pages_read(
    clinic: Import, connection: Any, add_visit: Callable[..., Any]
) -> None:
    visit = add_visit(class_=None)
    note = clinic("domain.note").Note(clinic("database.notes").next_id(connection), visit.id, NURSE, None, True, "x")
    clinic("database.notes").insert(connection, note)
    view = clinic("database.visits").get_view(connection, visit.id)
    assert (view.visit_class, view.visit_nurse, view.crowd, view.notes_open) == (None, None, False, 1)
    assert (view.visit_patient_guardian.email, view.owed, view.waiting(NOW)) == ("Guardian@x", 994, 3)


def test_lists_take_filters_and_parts(clinic: Import, connection: Any, add_visit: Callable[..., Any]) -> None:
    visits, paging = clinic("database.visits"), clinic("database.paging").Paging
    for hour in range(3):
        add_visit(starts=NOW + timedelta(hours=hour), urgent=hour == 1)
    assert [view.visit.id for view in visits.list_all(connection, paging=paging(1, offset=1))] == [2]
    assert [view.visit.id for view in visits.list_all(connection, urgent=True, class_="C001")] == [2]
    assert (visits.count(connection), visits.count(connection, urgent=False)) == (3, 2)
    assert len(visits.list_by_class(connection)) == 2  # the query's own limit
    assert visits.list_by_class(connection, paging=paging(9, offset=2)) == []


def test_what_sql_cannot_say_is_judged_in_python(
    clinic: Import, connection: Any, add_visit: Callable[..., Any]
) -> None:
    add_visit()
    visits = clinic("database.visits")
    asked = {"least": 7, "who": "Ann", "day": TODAY}
    assert len(visits.list_heavy(connection, **asked, now=NOW)) == 1
    assert visits.list_heavy(connection, **asked, now=NOW - timedelta(hours=9)) == []
    assert visits.list_heavy(connection, least=7, who="Ann", day=TODAY + timedelta(days=1), now=NOW) == []


def test_a_change_that_is_no_longer_allowed_is_a_conflict(
    clinic: Import, connection: Any, add_visit: Callable[..., Any]
) -> None:
    visits, visit = clinic("database.visits"), add_visit()
    values = {"id_": visit.id, "reminder": TODAY, "new_starts": NOW + timedelta(days=9)}
    with pytest.raises(clinic("database.database").ConflictError):
        visits.change_by_shift(connection, **values, today=TODAY)
    visits.change_by_shift(connection, **values, today=TODAY - timedelta(days=1))
    changed = visits.find(connection, visit.id)
    assert (changed.price, changed.due, changed.reminder) == (1000, 997, TODAY)


def test_rules_about_many_records_are_questions_to_the_database(
    clinic: Import, connection: Any, add_visit: Callable[..., Any]
) -> None:
    visits, patients = clinic("database.visits"), clinic("database.patients")
    add_visit()
    assert not patients.breaks_few_visits_1(connection)
    assert not visits.breaks_few_visits_2(connection, now=NOW)
    add_visit(starts=NOW)
    assert patients.breaks_few_visits_1(connection)
    assert visits.breaks_few_visits_2(connection, now=NOW + timedelta(hours=200_000))
    assert visits.sum_of_visits_for_plan_visit(connection, me="Ann") == 1000


def test_the_system_finds_what_may_be_due(clinic: Import, connection: Any, add_visit: Callable[..., Any]) -> None:
    add_visit()
    add_visit(starts=NOW, urgent=False)
    assert clinic("database.visits").list_due_for_close(connection, now=NOW) == [1]


@pytest.mark.parametrize(
    "changes",
    [{"patient": "Nobody"}, {"paid": 501}, {"lasts": timedelta()}, {"state": "unknown"}, {"class_": "C9"}],
    ids=str,
)
def test_a_wrong_record_is_refused(
    add_visit: Callable[..., Any], changes: dict[str, Any], refused: tuple[type[Exception], ...]
) -> None:
    with pytest.raises(refused):
        add_visit(**changes)


def test_values_that_are_unique_together_are_refused_twice(
    clinic: Import, connection: Any, add_visit: Callable[..., Any], refused: tuple[type[Exception], ...]
) -> None:
    visit = add_visit()
    assert clinic("database.visits").find_by_patient_and_starts(connection, "Ann", visit.starts) == visit
    with pytest.raises(refused):
        add_visit()


def test_generated_keys_skip_those_in_use_and_fit_their_field(clinic: Import, connection: Any) -> None:
    assert clinic("database.classes").next_from(connection) == "C002"


def test_a_role_is_found_by_each_of_its_identifiers(clinic: Import, connection: Any) -> None:
    nurses = clinic("database.nurses")
    by_login = nurses.find_credential_by_login(connection, "n")
    assert by_login == nurses.find_credential_by_email(connection, "n@x")
    assert (by_login.person.key, by_login.password_hash) == (NURSE, "h")


def test_texts_are_sorted_by_their_bytes_on_every_database(clinic: Import, connection: Any) -> None:
    names = ["Zoe", "adam", "Éva", "Eve", "_x", "a b", "ab"]
    for name in names:
        patient = clinic("domain.patient").Patient(name, TODAY, None, 0, None, f"{name}@x")
        clinic("database.patients").insert(connection, patient, password_hash="h")
    listed = [item.name for item in clinic("database.patients").list_all(connection)]
    assert listed == sorted([*names, "Ann", "Guardian"])


@pytest.mark.parametrize("text", ["a\0b", "a\ud800"], ids=ascii)
def test_no_database_is_asked_about_a_text_that_not_all_can_hold(clinic: Import, connection: Any, text: str) -> None:
    with pytest.raises(clinic("database.database").UnstorableTextError):
        clinic("database.patients").find(connection, text)
