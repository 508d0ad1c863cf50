"""The runner of test suites finds out what changes, what aborts, and what a script says in its own ways."""

from pathlib import Path

import wasmtime
from comparing import ASSERTIONS, COMMANDS, STATES, TOLD, Sum, Variant, compared
from isolation import Plain, found_in
from outcomes import Outcome, Run
from stage import Stage

from weft.runtime_probes.switching import Switching

CASES = Path(__file__).parent / "cases"
NUMBERS = (CASES / "numbers.wast").read_bytes()
SPEAKING = (CASES / "speaking.wast").read_bytes()


class Replaced:
    """A module with other bytes at some places."""

    def __init__(self, module: bytes, before: bytes, after: bytes) -> None:
        """Replace some bytes by others."""
        self.module_bytes = module.replace(before, after)

    def attach(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        """Leave the instance alone."""

    def tell(self) -> None:
        """Have nothing to tell."""


def changes(before: bytes, after: bytes) -> Sum:
    """Return what the comparison finds when bytes of the module are replaced."""
    stage = Stage(NUMBERS)
    probed = Run(stage, lambda module: Replaced(module, before, after)).outcomes()
    return compared(Run(stage).outcomes(), probed)


def test_what_is_the_same_is_counted() -> None:
    found = changes(b"", b"")
    assert found.unchanged == {ASSERTIONS: 5, COMMANDS: 1, STATES: 1, TOLD: 1}
    assert not found.changed


def test_another_result_is_found() -> None:
    (told,) = changes(b"\x41\xcd\x00", b"\x41\xce\x00").changed
    assert told == "line 6 assert_return: returned 77 became line 6 assert_return: returned 78"


def test_another_lane_is_found() -> None:
    (told,) = changes(b"\x02\0\0\0\x03", b"\x02\0\0\0\x07").changed
    assert "line 7" in told


def test_another_trap_is_found() -> None:
    (told,) = changes(b"\x00\x00\x0b", b"\x00\x0f\x0b").changed
    assert told.startswith("line 8 assert_trap: trapped: UNREACHABLE: wasm trap: wasm `unreachable`")


def test_another_state_is_found() -> None:
    (told,) = changes(b"\x41\x05\x24", b"\x41\x06\x24").changed
    assert "line 0 state" in told


def test_scripts_may_quote_name_and_share() -> None:
    outcomes = Run(Stage(SPEAKING)).outcomes()
    returned = [(each.keyword, each.results) for each in outcomes if each.what == "returned"]
    expected = [("assert_return", (3,)), ("assert_return", (0,)), ("invoke", ()), ("assert_return", (9,))]
    assert returned == expected
    assert Outcome(12, "wait", "not run: waits for a thread, which has come to its end here") in outcomes


def test_a_script_may_be_one_module() -> None:
    outcomes = Run(Stage(b'(func (export "f")) (memory 1)')).outcomes()
    assert [each.what for each in outcomes[:1]] == ["instantiated"]


def test_a_process_that_ends_takes_nothing_else_with_it() -> None:
    script = CASES / "numbers.wast"
    variants = [Variant(name, Switching.NEVER) for name in ("no such set", "counts")]
    plain, ended, counted = found_in(script, variants)
    assert isinstance(plain, Plain) and plain.kinds[ASSERTIONS] == 5
    assert ended == "the process ended: 1"
    assert isinstance(counted, Sum) and counted.unchanged[ASSERTIONS] == 5
