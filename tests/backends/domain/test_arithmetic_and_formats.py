"""Rounded quotients agree with the reference interpreter; numbers are written in the way of the locale."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.backends.python_expressions import DIVISION
from weft.dsl.expressions import Rounding
from weft.dsl.interpreter.arithmetic import divide
from weft.templates.rendering import render

Emit = Callable[[str], Path]
ARITHMETIC: dict[str, Callable[[int, int], int]] = {}
exec(render("domain/arithmetic.py.jinja", names=list(DIVISION.values())), ARITHMETIC)


@given(st.integers(-1000, 1000), st.integers(-50, 50).filter(bool), st.sampled_from(Rounding))
def test_quotients_are_rounded_as_the_interpreter_rounds_them(top: int, bottom: int, rounding: Rounding) -> None:
    assert ARITHMETIC[DIVISION[rounding]](top, bottom) == divide(top, bottom, rounding)


@pytest.mark.parametrize(
    ("locale", "currency", "expected"),
    [
        ("en-US", "CNY", ("1234567.89", "-1,234,567.89")),
        ("de-DE", "EUR", ("1234567.89", "-1.234.567,89")),
        ("fr-FR", "EUR", ("1234567.89", "-1\u00a0234\u00a0567,89")),
        ("en-US", "JPY", ("123456789", "-123,456,789")),
    ],
)
def test_money_follows_locale_and_currency(emit: Emit, locale: str, currency: str, expected: tuple[str, str]) -> None:
    emit(f'System: S\n  locale "{locale}"\n  currency "{currency}"\nEntity: Thing\n  price: money\n')
    formats = importlib.import_module("app.domain.formats")
    assert (formats.money_text(123456789), formats.money_display(-123456789)) == expected
