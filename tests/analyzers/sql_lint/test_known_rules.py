"""Each file of the folders of rules is listed once, in its place; names and codes lead to the rules of all folders."""

from importlib import import_module
from pathlib import Path

import pytest

import weft.analyzers.sql_lint
from weft.analyzers.sql_lint.data_rules import DATA_RULES
from weft.analyzers.sql_lint.known_rules import codes, every_name, every_rule, rule_of
from weft.analyzers.sql_lint.python_rules import PYTHON_RULES
from weft.analyzers.sql_lint.rule import DataRule, PythonRule, Rule
from weft.analyzers.sql_lint.rules import RULES

ROOT = Path(weft.analyzers.sql_lint.__file__).parent
FOLDERS = {"rules": RULES, "data_rules": DATA_RULES, "python_rules": PYTHON_RULES}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_listed_once_in_the_order_of_the_codes(folder: str) -> None:
    rules = FOLDERS[folder]
    files = {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}
    assert sorted(rule.__module__.rpartition(".")[2] for rule in rules) == sorted(files)
    assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_a_file_is_called_as_its_rule(rule: type[Rule]) -> None:
    module = import_module(rule.__module__)
    assert rule.name == module.__name__.rpartition(".")[2].replace("_", "-")


def test_rules_stand_in_the_folder_of_their_kind() -> None:
    assert all(issubclass(rule, DataRule) for rule in DATA_RULES)
    assert all(issubclass(rule, PythonRule) for rule in PYTHON_RULES)
    assert not any(issubclass(rule, DataRule | PythonRule) for rule in RULES)


def test_names_and_codes_lead_to_rules_of_every_folder() -> None:
    for rule in every_name():
        assert rule_of(rule.name.upper()) is rule_of(rule.code.lower()) is rule
        assert codes()[rule.name] == codes()[rule.code.lower()] == rule.code
    assert rule_of("no-such-rule") is None
