"""`domain.wasm` says what it holds, where that comes from, and what it leaves out; it traps where there is no value."""

import json
from pathlib import Path
from typing import cast

import pytest
import wasmtime
from click.testing import CliRunner

from weft.backends.backend import OutputFile
from weft.backends.form_rules import followed_forms, rules_of_form
from weft.backends.traceability.trace_backend import trace_graph
from weft.backends.wasm.expressions import Lowering
from weft.backends.wasm.module import DomainModule, domain_module
from weft.backends.wasm.refusal import NotLoweredError
from weft.backends.wasm.wasm_backend import pages_file
from weft.compiler.commands.build import command
from weft.compiler.pipeline import check_spec
from weft.dsl.expressions import Expression
from weft.dsl.model import Model
from weft.runtime_probes.binary.reader import read

CASES = Path(__file__).parent / "cases"
SMALLEST, LARGEST = -(2**63), 2**63 - 1


def compiled(name: str) -> DomainModule:
    """Return the rules of a case as a module."""
    checked = check_spec([CASES / name])
    assert checked.is_sound, checked.diagnostics
    return domain_module(checked.compiled.model)


@pytest.fixture(scope="module")
def meanings() -> DomainModule:
    """Return the module of the case that uses the whole language."""
    return compiled("meanings.weft")


def call(module: DomainModule, name: str, *arguments: int) -> object:
    """Call a function of a module in a fresh instance."""
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, module.content), [])
    function = instance.exports(store)[name]
    assert isinstance(function, wasmtime.Func)
    return function(store, *arguments)


def custom(module: DomainModule, name: str) -> dict[str, list[dict[str, object]]]:
    """Return a custom section that holds JSON."""
    (section,) = read(module.content).customs(name)
    return json.loads(section.content)


def test_the_same_rules_are_the_same_bytes(meanings: DomainModule) -> None:
    assert compiled("meanings.weft").content == meanings.content


def test_nothing_is_imported(meanings: DomainModule) -> None:
    assert wasmtime.Module(wasmtime.Engine(), meanings.content).imports == []


def test_every_rule_can_be_called_alone_and_in_batches(meanings: DomainModule) -> None:
    exports = {item.name for item in wasmtime.Module(wasmtime.Engine(), meanings.content).exports}
    names = {item.name for item in meanings.functions}
    assert exports == {"memory", *names, *(f"batch:{name}" for name in names)}


def test_whatever_the_language_can_say_of_records_is_lowered(meanings: DomainModule) -> None:
    assert meanings.not_lowered == ()


@pytest.mark.parametrize(
    ("count", "small", "down", "up", "near", "even"),
    [
        (7, 2, 3, 4, 4, 4),
        (5, 2, 2, 3, 3, 2),
        (-7, 2, -4, -3, -4, -4),
        (-5, 2, -3, -2, -3, -2),
        (5, -2, -3, -2, -3, -2),
        (6, 3, 2, 2, 2, 2),
        (LARGEST, 1, LARGEST, LARGEST, LARGEST, LARGEST),
        (SMALLEST, 1, SMALLEST, SMALLEST, SMALLEST, SMALLEST),
    ],
)
def test_a_quotient_is_rounded_as_named(
    meanings: DomainModule, count: int, small: int, down: int, up: int, near: int, even: int
) -> None:
    found = [call(meanings, f"entity.Box.field.{way}", count, small) for way in ("down", "up", "near", "even")]
    assert found == [down, up, near, even]


@pytest.mark.parametrize(
    ("rule", "arguments"),
    [
        ("entity.Box.field.down", (1, 0)),
        ("entity.Box.field.down", (SMALLEST, -1)),
        ("entity.Box.field.sum", (LARGEST, 1)),
        ("entity.Box.field.sum", (2**62, 2)),
        ("entity.Box.field.later", (253402300799, 1)),
        ("entity.Box.field.nextday", (2932896, 86400)),
        ("decision.rank", (9, 0)),
        ("action.move.requires.3", (0, 0, 0, 0, 5)),
    ],
)
def test_what_has_no_value_traps(meanings: DomainModule, rule: str, arguments: tuple[int, ...]) -> None:
    with pytest.raises(wasmtime.Trap):
        call(meanings, rule, *arguments)


REASON = "texts are measured"


@pytest.fixture
def without_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave one form out: whatever passes `weft check` today has one, and a new form may come without."""

    def refuse(_lowering: Lowering, _operand: Expression) -> None:
        raise NotLoweredError(REASON)

    monkeypatch.setattr(Lowering, "_length", refuse)


@pytest.mark.usefixtures("without_lengths")
def test_a_rule_that_is_left_out_is_listed_with_the_reason() -> None:
    listed = custom(compiled("refused.weft"), "weft.domain")
    assert [(item["name"], item["reason"]) for item in listed["not_lowered"]] == [
        ("decision.weight", REASON),
        ("entity.Stay.field.words", f"it needs decision.weight: {REASON}"),
        ("entity.Stay.check.1", f"it needs entity.Stay.field.words: it needs decision.weight: {REASON}"),
    ]
    assert [item["name"] for item in listed["functions"]] == ["entity.Stay.check.2"]


def test_the_source_map_leads_from_code_to_the_line_of_each_rule(meanings: DomainModule) -> None:
    mappings = custom(meanings, "weft.sourcemap")["mappings"]
    lines = {(line, column) for _, _, line, column in mappings}
    wanted = {item.span.source.position(item.span.start) for item in meanings.functions}
    assert wanted <= lines
    assert [at for at, *_ in mappings] == sorted(at for at, *_ in mappings)


def test_a_decision_says_where_the_code_of_its_rows_begins(meanings: DomainModule) -> None:
    model = check_spec([CASES / "meanings.weft"]).compiled.model
    rows = {item["name"]: item.get("rows", []) for item in custom(meanings, "weft.domain")["functions"]}
    mappings = cast("list[tuple[int, int, int, int]]", custom(meanings, "weft.sourcemap")["mappings"])
    lines = {at: line for at, _, line, _ in mappings}
    for decision in model.decisions:
        begins = cast("list[int]", rows.pop(f"decision.{decision.name}"))
        before = [max(at for at in lines if at < begin) for begin in begins]
        assert [lines[at] for at in before] == [row.span.line for row in decision.rows]
    assert not any(rows.values())


FORM = """\
System: Shop
  clock 2026-03-02 08:00
Entity: Item
  name: text(2..20) key
  price: money
  check price > 0 "It costs something"
Action: offer(name: text, price: money) -> Item
  by anyone
  requires length of name != 5 else "Five is no length"
  creates Item with name = name, price = price
Action: praise(item: Item)
  by anyone
  requires item.price < 5.00 else "Too dear a word"
Page: Start at "/"
  form offer asks name, price button "Offer"
"""


def file_for_pages(folder: Path) -> tuple[OutputFile, Model]:
    """Return the module that the pages of a small shop ask, and the shop."""
    spec = folder / "secret_place.weft"
    spec.write_text(FORM, encoding="utf-8")
    model = check_spec([spec]).compiled.model
    rules = tuple(rule for form in followed_forms(model) for rule in rules_of_form(form, model))
    return pages_file(rules, model), model


def test_pages_are_given_the_rules_of_their_forms_and_nothing_else(tmp_path: Path) -> None:
    file, _ = file_for_pages(tmp_path)
    module = wasmtime.Module(wasmtime.Engine(), file.text.encode("latin-1"))
    wanted = {"action.offer.parameter.name", "action.offer.requires.1", "entity.Item.check.1"}
    assert {item.name for item in module.exports} == {"memory", *wanted}
    assert module.imports == []
    assert "secret_place" not in file.text


def test_a_file_says_where_the_code_of_each_function_begins(tmp_path: Path) -> None:
    file, _ = file_for_pages(tmp_path)
    content = file.text.encode("latin-1")
    for function in file.functions:
        assert content[function.offset :].startswith(function.code)
    assert len({function.code for function in file.functions}) == len(file.functions)


def test_a_rule_leads_to_its_function(tmp_path: Path) -> None:
    file, model = file_for_pages(tmp_path)
    graph = trace_graph(model, [file])
    found = {(edge.source.partition("::")[2], edge.target) for edge in graph.edges if edge.kind == "implements"}
    assert found == {
        ("action.offer.parameter.name", "action:offer"),
        ("action.offer.requires.1", "action:offer/requires:1"),
        ("entity.Item.check.1", "entity:Item"),
    }
    places = {node.title: node.place for node in graph.nodes if node.kind == "wasm"}
    assert places == {item.name: f"{file.path}:{item.offset:#x}" for item in file.functions}


@pytest.mark.usefixtures("without_lengths")
def test_a_build_says_what_is_not_in_the_module(tmp_path: Path) -> None:
    spec, out = str(CASES / "refused.weft"), tmp_path / "out"
    ran = CliRunner().invoke(command, [spec, "--out", str(out), "--wasm"])
    assert "not in domain.wasm: decision.weight: texts are measured" in ran.output
    assert (out / "app/rules/domain.wasm").read_bytes()[:4] == b"\0asm"
    CliRunner().invoke(command, [spec, "--out", str(out)])
    assert not (out / "app/rules").exists()


def test_a_changed_module_is_shown_as_binary(tmp_path: Path) -> None:
    ran = CliRunner().invoke(command, [str(CASES / "refused.weft"), "--out", str(tmp_path), "--wasm", "--diff"])
    assert "Binary files /dev/null and b/app/rules/domain.wasm differ" in ran.output
