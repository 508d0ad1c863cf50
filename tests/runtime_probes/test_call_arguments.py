"""Calls of exported functions: what they take is handed over as it is meant, and what they cannot take is refused."""

import pytest
import wasmtime

from weft.runtime_probes.call_arguments import BadCall
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.running import Program, attached, run

MODULE = """(module
  (func (export "i32") (param i32) (result i32) (local.get 0))
  (func (export "i64") (param i64) (result i64) (local.get 0))
  (func (export "f32") (param f32) (result f32) (local.get 0))
  (func (export "f64") (param f64) (result f64) (local.get 0))
  (func (export "two") (param i32 f64))
  (func (export "host") (param externref) (result externref) (local.get 0))
  (func (export "vector") (param v128))
  (func (export "held") (result anyref) (ref.null any))
  (table (export "table") 1 funcref))"""


@pytest.fixture(scope="module")
def session() -> Session:
    """Return a live instance, of which nothing but calls is asked."""
    return attached(instrument(bytes(wasmtime.wat2wasm(MODULE)), []), wasmtime.Store())


@pytest.mark.parametrize(
    ("name", "argument", "result"),
    [
        ("i32", -1, -1),
        ("i32", 0xFFFFFFFF, -1),
        ("i64", -(1 << 63), -(1 << 63)),
        ("i64", (1 << 64) - 2, -2),
        ("f32", 3, 3.0),
        ("f64", 1, 1.0),
        ("f64", 0.1, 0.1),
        ("host", None, None),
    ],
)
def test_numbers_are_handed_over_as_they_are_meant(
    session: Session, name: str, argument: int | float, result: int | float
) -> None:
    given = session.call(name, argument)
    assert (given, type(given)) == (result, type(result))


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("i32", (1.5,), r"argument 1 of i32 is an integer, not 1\.5"),
        ("i32", (1 << 32,), "argument 1 of i32 is an integer of 32 bits, which 4294967296 is not"),
        ("i64", (-(1 << 63) - 1,), "argument 1 of i64 is an integer of 64 bits"),
        ("two", (1, "2"), "argument 2 of two is a number, not '2'"),
        ("i32", (), "i32 takes 1 argument, not 0"),
        ("two", (1, 2, 3), "two takes 2 arguments, not 3"),
        ("vector", (1,), "vector cannot be called from Python: it takes or gives v128"),
        ("held", (), r"held cannot be called from Python: it takes or gives \(ref null any\)"),
        ("table", (), "the module exports no function 'table'"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(
    session: Session, name: str, arguments: tuple[int, ...], said: str
) -> None:
    with pytest.raises(BadCall, match=said):
        session.call(name, *arguments)


def test_a_program_is_not_compiled_where_it_cannot_be_called_so() -> None:
    def compile_module(_engine: wasmtime.Engine, _module: bytes) -> wasmtime.Module:
        raise AssertionError

    with pytest.raises(BadCall, match="argument 1 of i32 is an integer"):
        run(instrument(bytes(wasmtime.wat2wasm(MODULE)), []), Program(invoke="i32", numbers=(0.5,)), compile_module)
