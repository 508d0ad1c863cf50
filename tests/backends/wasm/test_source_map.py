"""The name section and the source map of `domain.wasm`: every function has its name, and leads to its line."""

import json
from bisect import bisect_right
from pathlib import Path

import pytest
import wasmtime

from weft.backends.wasm.helpers import Helper
from weft.backends.wasm.module import DomainModule, domain_module
from weft.compiler.pipeline import check_spec
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parent / "cases"
SPECS = (ROOT / "examples/ticket_booking", ROOT / "examples/helpdesk", CASES / "meanings.weft", CASES / "grammar.weft")
Mapping = tuple[int, str, int, int]


@pytest.fixture(scope="module", params=SPECS, ids=lambda path: path.stem)
def module(request: pytest.FixtureRequest) -> DomainModule:
    """Return the rules of a specification as a module."""
    return domain_module(check_spec([request.param]).compiled.model)


def mappings_of(module: DomainModule) -> list[Mapping]:
    """Return the source map: offset in the file, file of the specification, line, column."""
    (section,) = read(module.content).customs("weft.sourcemap")
    found = json.loads(section.content)
    return [(at, found["sources"][source], line, column) for at, source, line, column in found["mappings"]]


def ranges_of(module: DomainModule) -> list[range]:
    """Return where in the file the instructions of each function lie."""
    contents = Contents(read(module.content))
    base = contents.code.offset
    return [range(base + body.code, base + body.end) for body in contents.bodies]


def test_every_function_has_its_name(module: DomainModule) -> None:
    names = Contents(read(module.content)).names.functions
    rules = [item.name for item in module.functions]
    assert list(names.values()) == [*Helper, *rules, *(f"batch:{name}" for name in rules)]
    assert list(names) == list(range(len(names)))
    assert [names[item.index] for item in module.functions] == rules


def test_every_rule_begins_at_its_own_line(module: DomainModule) -> None:
    found = mappings_of(module)
    ranges = ranges_of(module)
    for item in module.functions:
        place = (item.span.source.name, *item.span.source.position(item.span.start))
        assert next(mapping for mapping in found if mapping[0] in ranges[item.index]) == (
            ranges[item.index].start,
            *place,
        ), item.name


def test_every_place_lies_in_a_rule_and_shows_something_of_it(module: DomainModule) -> None:
    ranges = ranges_of(module)
    owners = {item.index: item for item in module.functions}
    texts = {item.span.source.name: item.span.source.text.splitlines() for item in module.functions}
    for at, source, line, column in mappings_of(module):
        owner = next(index for index, inside in enumerate(ranges) if at in inside)
        assert owner in owners
        assert texts[source][line - 1][column - 1 :].strip()


def test_every_row_of_a_decision_has_its_line(module: DomainModule) -> None:
    lines = {(source, line) for _, source, line, _ in mappings_of(module)}
    decisions = [item for item in module.functions if item.id.startswith("decision:")]
    for item in decisions:
        rows = [number for number, text in enumerate(item.span.text.splitlines()) if text.strip().startswith("|")]
        assert {(item.span.source.name, item.span.line + number) for number in rows[1:]} <= lines, item.name


@pytest.mark.parametrize(
    ("rule", "arguments", "said"),
    [
        ("entity.Box.field.down", (1, 0), "down: int = count / small rounded down"),
        ("entity.Box.field.total", (2**62, 4, 0), "total: money = price * count - share"),
        ("decision.rank", (9, 0), "Decision: rank(size: Size, small: int) -> int"),
    ],
)
def test_a_trap_leads_to_its_line(rule: str, arguments: tuple[int, ...], said: str) -> None:
    spec = CASES / "meanings.weft"
    module = domain_module(check_spec([spec]).compiled.model)
    store = wasmtime.Store()
    function = wasmtime.Instance(store, wasmtime.Module(store.engine, module.content), []).exports(store)[rule]
    assert isinstance(function, wasmtime.Func)
    with pytest.raises(wasmtime.Trap) as caught:
        function(store, *arguments[: len(function.type(store).params)])
    frame = next(item for item in caught.value.frames if item.func_name == rule)
    mappings = mappings_of(module)
    _, _, line, _ = mappings[bisect_right([at for at, *_ in mappings], frame.module_offset) - 1]
    assert spec.read_text("utf-8").splitlines()[line - 1].strip() == said
