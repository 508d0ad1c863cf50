"""Names for added functions stand behind those of the module, whatever its section of names looks like."""

import pytest
import wasmtime

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.module import Module
from weft.runtime_probes.binary.names import NAME_SECTION, Names
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.sections import custom_section
from weft.runtime_probes.binary.writing.names import name_section
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.naming import with_function_names
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.switching import Switching


@pytest.mark.parametrize(
    "names",
    [
        Names(),
        Names(module="m"),
        Names(functions={0: "f", 3: "g"}),
        Names(module="m", functions={1: "f"}, locals={1: {0: "x"}}, tags={0: "t"}),
        Names(module="m", memories={0: "heap"}),
    ],
)
def test_names_are_added_and_the_others_kept(names: Names) -> None:
    found = Contents(with_function_names(Module((name_section(names),)), {9: "added", 7: "other"})).names
    assert found.functions == {**names.functions, 7: "other", 9: "added"}
    found.functions = names.functions
    assert found == names


def test_a_module_without_names_gets_some() -> None:
    assert Contents(with_function_names(Module(), {2: "added"})).names.functions == {2: "added"}


def test_names_that_cannot_be_read_stay_as_they_are() -> None:
    module = Module((custom_section(NAME_SECTION, b"\x01\xff"),))
    assert with_function_names(module, {2: "added"}) == module


def test_a_clone_has_the_name_of_what_it_was_made_from() -> None:
    text = '(module (func $work (export "work")))'
    probe = Probe(FunctionEntry(), Callback(lambda happening: None))
    instrumented = instrument(bytes(wasmtime.wat2wasm(text)), [probe], switching=Switching.AT_CALLS)
    assert Contents(read(instrumented.module_bytes)).names.functions == {0: "work", 1: "work", 2: "weft:idle"}
