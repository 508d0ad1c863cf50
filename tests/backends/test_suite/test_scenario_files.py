"""Scenarios become tests that read like their steps."""

import ast
from collections.abc import Callable

from msgspec.structs import replace

from weft.backends.test_suite.scenario_files import scenario_files
from weft.dsl.model import Model


def emitted(model: Model) -> str:
    """Return the text of the only file of scenarios."""
    file, *_ = scenario_files(model)
    return file.text


def functions(text: str) -> dict[str, ast.FunctionDef]:
    """Return the functions of a file by name."""
    return {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def test_every_step_is_a_comment_with_its_code_below(load_model: Callable[[str], Model]) -> None:
    lines = [line.strip() for line in emitted(load_model("rail")).splitlines()]
    at = lines.index("# When 16 minutes pass")
    assert lines[at + 1] == "world.passes(minutes=16)"


def test_all_ids_are_marked(load_model: Callable[[str], Model]) -> None:
    assert '@pytest.mark.verifies("SC-2", "SC-2/1", "SC-2/2", "R-1", "REQ-1")' in emitted(load_model("rail"))


def test_rows_of_an_outline_are_parameters_named_by_its_columns(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("rail"))
    assert '@pytest.mark.parametrize("n", [3, 5])' in text
    assert "seats=n" in text
    assert "# When Ann books <n> seats on" in text


def test_what_is_the_same_in_all_rows_is_no_parameter(load_model: Callable[[str], Model]) -> None:
    found = functions(emitted(load_model("operations")))["test_sc_4_what_may_be_asked"]
    assert [item.arg for item in found.args.args] == ["world", "actions", "what"]


def test_a_background_that_several_scenarios_share_is_a_function(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("rail"))
    assert text.count("# Given these trains exist") == 1
    assert text.count("ann = background_of_r_1(world)") == 4


def test_only_offered_actions_are_done_over_the_api(load_model: Callable[[str], Model]) -> None:
    spec = load_model("rail")
    assert "SERVICES_ONLY" not in emitted(spec)
    [api] = spec.apis
    assert "@SERVICES_ONLY" in emitted(replace(spec, apis=(replace(api, actions=("pay",)),)))


def test_somebody_who_has_signed_out_acts_as_nobody(load_model: Callable[[str], Model]) -> None:
    assert "actions.ask(None, about=" in emitted(load_model("operations"))


def test_two_people_have_a_browser_each(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("operations"))
    assert "pages_of_ann = new_pages()" in text
    assert "sign_in(pages_of_hal, hal)" in text


def test_the_same_model_yields_the_same_text(load_model: Callable[[str], Model]) -> None:
    assert emitted(load_model("library")) == emitted(load_model("library"))
