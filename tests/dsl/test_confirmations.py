"""What a page says once an action is done, for actions that confirm nothing themselves."""

import pytest

from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

LOANS = """
Role: Reader
  signs in with name, password

Entity: Loan
  reader: Reader owner
  days: int

Service: Printer
  print(days: int) -> ok
"""
BY_READER = "Action: act(loan: Loan)\n  by Reader\n  "


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (BY_READER + "changes loan.days to 2", "The loan was changed"),
        (BY_READER + "changes loan.days to 2\n  deletes loan", "The loan was deleted"),
        ("Action: act()\n  by Reader\n  creates Loan with reader = me, days = 1", "The loan was created"),
        ('Action: print_days()\n  by Reader\n  calls Printer.print(1) else "No"', "“Print days” was carried out"),
        ("Action: act(reader: Reader)\n  by anyone\n  signs in reader", "You are signed in"),
    ],
)
def test_a_page_tells_what_an_action_did(action: str, said: str) -> None:
    model = compile_sources([Source("loans.weft", f"{LOANS}\n{action}\n")]).model
    assert model.actions[0].confirmation.parts == (said,)


def test_holes_behind_an_escaped_quote_stand_where_they_are_written() -> None:
    text = r'says "acts on {loan}"' + "\n  " + r'confirms "The \"loan\" {loan} is {lon}"'
    found = compile_sources([Source("loans.weft", f"{LOANS}\n{BY_READER}{text}\n  deletes loan\n")])
    assert found.model.actions[0].confirmation.parts[0] == 'The "loan" '
    assert [item.span.text for item in found.diagnostics if "lon" in item.message] == ["lon"]
