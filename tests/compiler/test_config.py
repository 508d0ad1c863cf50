"""The settings of a project, from the nearest pyproject.toml."""

from pathlib import Path

import pytest

from weft.compiler.config import Config, load_config, read_config
from weft.diagnostics import Diagnostic, Severity, Source, Span


def read(text: str) -> tuple[Config, list[Diagnostic]]:
    return read_config(Source("pyproject.toml", text), Path("/project"))


def test_every_setting_is_read() -> None:
    config, problems = read(
        "[tool.weft]\nout = 'gen'\nallow = ['shadowed-rule']\nfail-on = 'warning'\n"
        "[tool.weft.severity]\nmissing-scenario = 'info'\n"
    )
    assert problems == []
    assert config == Config(
        Path("/project/gen"), frozenset({"shadowed-rule"}), (("missing-scenario", Severity.INFO),), Severity.WARNING
    )


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("[tool.weft]\nfailon = 'x'", "2:1", "'failon' is not a setting of weft", "did you mean 'fail-on'?"),
        (
            "[tool.weft]\nxyz = 1",
            "2:1",
            "'xyz' is not a setting of weft",
            "the settings are allow, fail-on, out, route, severity, sql",
        ),
        ("[tool.weft.severty]\n", "1:12", "'severty' is not a setting of weft", "did you mean 'severity'?"),
    ],
)
def test_an_unknown_setting_is_met_with_the_nearest_known(text: str, place: str, message: str, hint: str) -> None:
    config, [problem] = read(text)
    assert config == Config()
    assert (problem.name, problem.span.place) == ("unknown-setting", f"pyproject.toml:{place}")
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("out = 3", "the setting 'out' must be a path"),
        ("allow = 'x'", "the setting 'allow' must be a list of checks"),
        ("fail-on = 'bad'", "the setting 'fail-on' must be one of error, warning, info"),
        ("severity = {x = 1}", "the setting 'severity' must be a table from checks to one of error, warning, info"),
    ],
)
def test_a_value_of_the_wrong_kind_is_reported(setting: str, message: str) -> None:
    config, [problem] = read(f"[tool.weft]\n{setting}\n")
    assert config == Config()
    assert (problem.name, problem.span.place) == ("invalid-setting", "pyproject.toml:2:1")
    assert problem.message == message


@pytest.mark.parametrize(("text", "place"), [("[tool.weft]\nout = \n", "2:7"), ("[tool.weft", "1:11")])
def test_broken_toml_is_reported_at_its_place(text: str, place: str) -> None:
    config, [problem] = read(text)
    assert config == Config()
    assert (problem.name, problem.span.place) == ("malformed-config", f"pyproject.toml:{place}")


def test_a_mistake_leaves_the_other_settings_in_force() -> None:
    config, problems = read("[tool.weft]\nfail-on = 'bad'\nallow = ['x']\n")
    assert (config.allow, len(problems)) == ({"x"}, 1)


def test_the_nearest_file_that_speaks_of_weft_counts(tmp_path: Path) -> None:
    spec = tmp_path / "app" / "spec"
    spec.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.weft]\nout = 'gen'\n")
    (tmp_path / "app" / "pyproject.toml").write_text("[tool.ruff]\nbroken\n")
    assert load_config(spec / "a.weft") == (Config(out=tmp_path / "gen"), [])
    (tmp_path / "app" / "pyproject.toml").write_text("[tool.weft]\n")
    assert load_config(spec) == (Config(), [])


@pytest.mark.parametrize("key", ["shadowed-rule", "DSL031"])
def test_checks_are_weighed_and_allowed_by_name_and_by_code(key: str) -> None:
    span = Span(Source("a", ""), 0, 0)
    warning = Diagnostic("DSL031", "shadowed-rule", "x", span, severity=Severity.WARNING)
    error = Diagnostic("DSL031", "shadowed-rule", "x", span)
    assert Config(allow=frozenset({key})).adjust([warning, error]) == [error]
    weighed = Config(severity=((key, Severity.INFO),)).adjust([warning, error])
    assert [found.severity for found in weighed] == [Severity.INFO, Severity.ERROR]
