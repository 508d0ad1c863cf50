"""What is appended is there, and what was there keeps its index: tried by running the modules."""

from typing import Any, cast

import pytest
import wasmtime

from weft.runtime_probes.binary.appending import Appender
from weft.runtime_probes.binary.assembling import Parts, assemble
from weft.runtime_probes.binary.checking import check
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import Active, Data, Element, Export, ExternKind, Global, Table
from weft.runtime_probes.binary.immediates import MemoryAccess
from weft.runtime_probes.binary.module import Module, SectionId
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.value_types import (
    FUNCTION_REFERENCE,
    I32,
    FunctionType,
    GlobalType,
    Limits,
    MemoryType,
    TableType,
    TagType,
)
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.binary.writing.code import encode_body
from weft.runtime_probes.binary.writing.instructions import encode

TEXT = """
(module
  (import "host" "double" (func $double (param i32) (result i32)))
  (import "host" "seven" (global $seven i32))
  (memory (export "memory") 1)
  (global $own (mut i32) (i32.const 5))
  (func (export "answer") (result i32) (i32.add (global.get $own) (call $double (global.get $seven))))
  (func $begin (global.set $own (i32.const 6)))
  (start $begin)
  (data (i32.const 0) "abc"))
"""
GIVES_NUMBER = FunctionType((), (I32,))


@pytest.fixture
def module() -> Module:
    """Return a module that has imports, and no tables."""
    return read(bytes(wasmtime.wat2wasm(TEXT)))


def constant(value: int) -> bytes:
    """Return the constant expression of a number."""
    return encode("i32.const", value) + encode("end")


def twice(number: int) -> int:
    """Return a number, doubled: what the host offers."""
    return 2 * number


def results(module: Module, *functions: str) -> list[int]:
    """Return what some exported functions of a running module return."""
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    kind = wasmtime.FuncType([wasmtime.ValType.i32()], [wasmtime.ValType.i32()])
    seven = wasmtime.Global(store, wasmtime.GlobalType(wasmtime.ValType.i32(), False), wasmtime.Val.i32(7))
    double = wasmtime.Func(store, kind, twice)
    instance = wasmtime.Instance(store, wasmtime.Module(engine, write(module)), [double, seven])
    return [cast("Any", instance.exports(store)[name])(store) for name in functions]


def test_the_module_runs_as_it_is(module: Module) -> None:
    assert results(module, "answer") == [20]


def test_appended_functions_run_beside_the_others(module: Module) -> None:
    appender = Appender(module)
    kind = appender.add_type(GIVES_NUMBER)
    own = appender.add_function(
        kind, encode_body((), encode("call", 1) + constant(1)[:-1] + encode("i32.add") + b"\x0b")
    )
    appender.add_export(Export("more", ExternKind.FUNCTION, own))
    assert results(appender.finish(), "answer", "more") == [20, 21]


def test_each_index_follows_the_last_of_its_kind(module: Module) -> None:
    appender = Appender(module)
    assert appender.add_type(GIVES_NUMBER) == len(Contents(module).types)
    assert [appender.add_global(Global(GlobalType(I32), constant(at))) for at in range(2)] == [2, 3]
    assert appender.add_memory(MemoryType(Limits(1))) == 1
    assert appender.add_table(Table(TableType(FUNCTION_REFERENCE, Limits(1)))) == 0
    assert appender.add_function(0, encode_body((), encode("unreachable") + encode("end"))) == 3
    assert appender.add_element(Element((1,), Active(0, constant(0)))) == 0
    assert appender.add_data(Data(b"x")) == 1
    assert appender.add_tag(TagType(1)) == 0
    made = appender.finish()
    check(made)
    found = [section.id for section in made.sections if section.id is not SectionId.CUSTOM]
    assert found == [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11]
    assert Contents(made).data_count == 2


def test_appended_data_and_elements_are_used(module: Module) -> None:
    appender = Appender(module)
    table = appender.add_table(Table(TableType(FUNCTION_REFERENCE, Limits(1))))
    memory = appender.add_memory(MemoryType(Limits(1)))
    appender.add_element(Element((1,), Active(table, constant(0))))
    appender.add_data(Data(b"\x2a", Active(memory, constant(8))))
    kind = appender.add_type(GIVES_NUMBER)
    load = constant(8)[:-1] + encode("i32.load8_u", MemoryAccess(0, 0, memory)) + encode("end")
    call = constant(0)[:-1] + encode("call_indirect", kind, table) + encode("end")
    for name, code in (("loaded", load), ("called", call)):
        appender.add_export(Export(name, ExternKind.FUNCTION, appender.add_function(kind, encode_body((), code))))
    assert results(appender.finish(), "answer", "loaded", "called") == [20, 42, 20]


def test_bodies_are_replaced(module: Module) -> None:
    appender = Appender(module)
    appender.replace_bodies([(1, encode_body((), constant(3))), (1, encode_body((), encode("end")))])
    assert results(appender.finish(), "answer") == [3]


def test_bodies_are_as_many_as_functions(module: Module) -> None:
    with pytest.raises(ValueError, match="2 functions cannot have 1 bodies"):
        Appender(module).replace_bodies([(1, b"")])


def test_no_function_runs_first_when_that_is_dropped(module: Module) -> None:
    appender = Appender(module)
    assert appender.drop_start() == 2
    assert results(appender.finish(), "answer") == [19]


def test_a_name_is_exported_once(module: Module) -> None:
    appender = Appender(module)
    appender.add_export(Export("free", ExternKind.FUNCTION, 1))
    for name in ("answer", "free"):
        with pytest.raises(ValueError, match=f"exports '{name}' already"):
            appender.add_export(Export(name, ExternKind.FUNCTION, 1))


def test_nothing_appended_changes_nothing(module: Module) -> None:
    assert write(Appender(module).finish()) == write(module)


def test_an_empty_module_can_be_appended_to() -> None:
    appender = Appender(assemble(Parts()))
    function = appender.add_function(appender.add_type(GIVES_NUMBER), encode_body((), constant(9)))
    appender.add_export(Export("nine", ExternKind.FUNCTION, function))
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, write(appender.finish())), [])
    assert cast("Any", instance.exports(store)["nine"])(store) == 9
