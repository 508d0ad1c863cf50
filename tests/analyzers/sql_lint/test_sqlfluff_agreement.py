"""The cases that sqlfluff tests its own rules with, put to ours that mean the same: what it passes we pass."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from weft.analyzers.sql_lint.dialects import DIALECTS
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.rule import Rule
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source

AGREEMENT = tomllib.loads(Path(__file__).with_name("sqlfluff.toml").read_text(encoding="utf-8"))
CODED = {rule.code: rule for rule in every_rule()}
LEAST = 0.95


@cache
def linter(codes: tuple[str, ...], options: tuple[tuple[str, Any], ...]) -> Linter:
    """Return a linter of our rules with sqlfluff's options, as far as a rule has an option of that name."""
    rules: list[Rule] = []
    for code in codes:
        rule = CODED[code]
        rules.append(rule(**{name: value for name, value in options if name in rule.options}))
    return Linter(rules)


def finds(codes: tuple[str, ...], case: Mapping[str, Any], opt_in: bool, defaults: Mapping[str, Any]) -> bool:
    """Say whether our rules, set as sqlfluff is, find anything; those on demand only where a case demands them."""
    configuration: dict[str, dict[str, Any]] = case.get("configs") or {}
    named: str = configuration.get("core", {}).get("dialect", "ansi")
    dialect: str = named if named in DIALECTS else AGREEMENT["dialects"][named]
    options: dict[str, Any] = {**defaults}
    for name, value in configuration.get("rules", {}).items():
        options |= value if isinstance(value, dict) else {name: value}
    if opt_in and not options.get("force_enable"):
        return False
    sql: str = case.get("fail_str") or case.get("pass_str") or ""
    text = SqlText(Source("case.sql", sql), dialect, sql, migration=True)
    findings = linter(codes, tuple(sorted(options.items()))).analyze((text,)).findings
    return any(finding.rule.code in codes for finding in findings)


@pytest.mark.parametrize("name", sorted(AGREEMENT["rules"]))
def test_our_rules_find_what_sqlfluff_finds(name: str, corpora: Path) -> None:
    path = corpora / "sqlfluff-cases" / f"{name}.yml"
    cases: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    cases.pop("rule")
    agreement = AGREEMENT["rules"][name]
    differences: dict[str, str] = agreement.get("differences", {})
    codes = tuple(agreement["codes"])
    differing = {
        title
        for title, case in cases.items()
        if finds(codes, case, agreement.get("opt_in", False), agreement.get("defaults", {})) != ("fail_str" in case)
    }
    assert differing == set(differences), f"unlisted {differing - differences.keys()}"
    assert 1 - len(differing) / len(cases) >= LEAST
