"""The tests of scenarios: one file per requirement, one test per scenario or outline."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ...dsl.model import Model, Requirement, Scenario, Step
from ...dsl.operations import AnswerTask, ExpectState, Perform
from ...dsl.words import snake_case
from ...templates.rendering import render
from ..backend import OutputFile
from ..python_expressions import python_string
from ..python_types import Import, import_lines
from .background import Background
from .given_steps import put_in_state, write_given
from .look_around import look_around_file
from .outlines import Merged, ParameterColumn, StepCode, code_of, comment_of, merge_rows
from .page_steps import write_page_step
from .script import Script
from .then_steps import write_then
from .when_steps import write_when

FIXTURES = {"world": "World", "actions": "Actions", "pages": "Pages", "new_pages": "Callable[[], Pages]"}
COMMENT_WIDTH = 94
LONGEST_NAME = 64
# Values of outlines are put in late, so comparisons with constants are spelled here.
SAME_AS_CONSTANT = re.compile(r" == (None|True|False)(?=$|[ ,)])")
MADE = re.compile(r"^(\w+) = (?=add_|account_of)")


class ScenarioTest(Struct, frozen=True):
    """A test: its name, marks, arguments, what its background hands over, and its steps."""

    name: str
    ids: tuple[str, ...]
    services_only: bool
    steps: tuple[StepCode, ...]
    background: int
    parameters: tuple[ParameterColumn, ...]
    place: tuple[str, str | None]


class TestView(Struct, frozen=True):
    """A test as it is printed."""

    __test__ = False
    decorators: tuple[str, ...]
    name: str
    arguments: str
    lines: tuple[str, ...]


def scenario_files(model: Model) -> Iterator[OutputFile]:
    """Yield one file for each requirement that has scenarios, and one that serves what a background makes."""
    shown: list[tuple[str, Background]] = []
    for requirement in model.requirements:
        scenarios = [item for item in model.scenarios if item.requirement == requirement.id]
        scenarios = [item for item in scenarios if all(step.operation is not None for step in item.steps)]
        if scenarios:
            yield _file(model, requirement, scenarios, shown)
    if shown:
        yield look_around_file(model, shown)


def _file(
    model: Model, requirement: Requirement, scenarios: list[Scenario], shown: list[tuple[str, Background]]
) -> OutputFile:
    imports: set[Import] = set()
    tests = [test for group in _groups(scenarios) for test in _tests(model, group, imports)]
    backgrounds = _backgrounds(tests)
    views = [_view(test, backgrounds.get(test.place)) for test in tests]
    functions = list(backgrounds.values())
    text = render(
        "test_suite/scenarios.py.jinja",
        title=python_string(_title(requirement))[1:-1],
        imports=import_lines(imports | _needed(functions, views)),
        backgrounds=functions,
        tests=views,
    )
    elements = [requirement.id, *(item.id for item in scenarios)]
    name = f"test_{_file_name(requirement)}"
    shown += [(name, item) for item in functions if "world" in item.arguments and item.people]
    return OutputFile(f"tests/scenarios/{name}.py", text, tuple(elements))


def _file_name(requirement: Requirement) -> str:
    """Return id and title as a name, cut at a word where it would not fit on a line; the id keeps it unique."""
    name, own = snake_case(_title(requirement)), snake_case(requirement.id)
    if len(name) <= LONGEST_NAME or len(own) >= LONGEST_NAME:
        return name
    return f"{own}{name[len(own) : LONGEST_NAME].rpartition('_')[0]}" if name.startswith(own) else name


def _title(item: Requirement | Scenario) -> str:
    is_numbered = snake_case(item.id) != snake_case(item.title)
    own = item.template if isinstance(item, Scenario) else item.id
    return f"{own} {item.title}" if is_numbered and snake_case(own) != snake_case(item.title) else item.title


def _groups(scenarios: list[Scenario]) -> list[list[Scenario]]:
    """Return the scenarios with the rows of each outline together."""
    found: dict[str, list[Scenario]] = {}
    for item in scenarios:
        found.setdefault(item.template, []).append(item)
    return list(found.values())


def _tests(model: Model, rows: list[Scenario], imports: set[Import]) -> Iterator[ScenarioTest]:
    scripts = [_steps(model, scenario, imports) for scenario in rows]
    merged = merge_rows(rows, scripts)
    if merged is not None:
        yield _test(model, rows, merged, "")
        return
    for number, (scenario, steps) in enumerate(zip(rows, scripts, strict=True), start=1):
        alone = merge_rows([scenario], [steps])
        assert alone is not None
        yield _test(model, [scenario], alone, f"_{number}")


def _test(model: Model, rows: list[Scenario], merged: Merged, suffix: str) -> ScenarioTest:
    first = rows[0]
    verified = [first.template, *(item.id for item in rows), first.rule, first.requirement]
    return ScenarioTest(
        name=f"test_{snake_case(_title(first))}{suffix}",
        ids=tuple(dict.fromkeys(item for item in verified if item)),
        services_only=bool(model.apis) and not all(_suits_api(model, item) for item in rows),
        steps=merged.steps,
        background=len({step.span.start for step in first.steps[: first.background]}),
        parameters=merged.parameters,
        place=(first.requirement, first.rule),
    )


def _suits_api(model: Model, scenario: Scenario) -> bool:
    """Tell whether all that is done in a scenario can be done through the API."""
    offered = {name for api in model.apis for name in api.actions}
    operations = [step.operation for step in scenario.steps]
    performed = {item.action for item in operations if isinstance(item, Perform)}
    asks = any(isinstance(item, AnswerTask) for item in operations)
    return performed <= offered and not asks and not scenario.is_page_scenario


def _steps(model: Model, scenario: Scenario, imports: set[Import]) -> list[StepCode]:
    script = Script(model, scenario)
    found: list[StepCode] = []
    for number, step in enumerate(scenario.steps):
        _write(script, step, scenario.steps[number + 1 :])
        lines = script.take()
        comment = comment_of(scenario, step.span.start)
        if number and scenario.steps[number - 1].span.start == step.span.start:
            lines = [*found.pop().lines, *lines]
        found.append(StepCode(comment, tuple(lines)))
    imports |= script.literals.imports
    return found


def _write(script: Script, step: Step, following: tuple[Step, ...]) -> None:
    operation = step.operation
    assert operation is not None
    if isinstance(operation, ExpectState) and step.phase == "given":
        put_in_state(script, operation)
        return
    is_written = write_given(script, operation) or write_when(script, step, following)
    is_written = is_written or write_then(script, operation) or write_page_step(script, step)
    assert is_written, f"no code for {type(operation).__name__}"


def _backgrounds(tests: Sequence[ScenarioTest]) -> dict[tuple[str, str | None], Background]:
    """Return the functions for the backgrounds that several tests share and that need no page."""
    found: dict[tuple[str, str | None], Background] = {}
    for place in dict.fromkeys(test.place for test in tests):
        sharing = [test for test in tests if test.place == place]
        shared = {test.steps[: test.background] for test in sharing}
        if len(sharing) > 1 and len(shared) == 1 and sharing[0].background:
            steps = next(iter(shared))
            if not re.search(r"\b(new_)?pages\b", _text(steps)):
                found[place] = _background(place, steps, sharing)
    return found


def _background(
    place: tuple[str, str | None], steps: Sequence[StepCode], sharing: Sequence[ScenarioTest]
) -> Background:
    requirement, rule = place
    made = [match[1] for step in steps for line in step.lines if (match := MADE.match(line))]
    later = "\n".join(_text(test.steps[test.background :]) for test in sharing)
    people = tuple(name for name in made if re.search(rf"\b{name}\b", later))
    own = [item for item in ("world", "actions") if re.search(rf"\b{item}\b", _text(steps))]
    name = f"background_of_{snake_case(rule or requirement)}"
    lines = _printed(steps, keep=people)
    kinds = ", ".join("Account" for _ in people)
    returns = f"tuple[{kinds}]" if len(people) > 1 else kinds or "None"
    return Background(
        name=name,
        title=f"{rule or requirement} Background.",
        arguments=", ".join(f"{item}: {FIXTURES[item]}" for item in own),
        returns=returns,
        people=people,
        lines=_returning(lines, people),
        call=f"{name}({', '.join(own)})",
    )


def _returning(lines: tuple[str, ...], people: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines with what they hand over at their end."""
    code = [number for number, line in enumerate(lines) if not line.startswith("#")]
    last = code[-1] if code else 0
    if len(people) == 1 and lines[last].startswith(f"{people[0]} = "):
        made = lines[last].removeprefix(f"{people[0]} = ")
        return (*lines[:last], *lines[last + 1 :], f"return {made}")
    return (*lines, f"return {', '.join(people)}") if people else lines


def _text(steps: Sequence[StepCode]) -> str:
    return code_of("\n".join(line for step in steps for line in step.lines))


def _view(test: ScenarioTest, background: Background | None) -> TestView:
    own = test.steps[test.background :] if background else test.steps
    lines = _printed(own, keep=())
    if background:
        lines = (_call(background, code_of("\n".join(lines))), *lines)
    body = code_of("\n".join(lines))
    fixtures = [f"{name}: {kind}" for name, kind in FIXTURES.items() if re.search(rf"\b{name}\b", body)]
    uses_actions = re.search(r"\bactions\b", body) is not None
    parameters = [f"{item.name}: {item.annotation}" for item in test.parameters]
    return TestView(
        decorators=tuple(_decorators(test, uses_actions)),
        name=test.name,
        arguments=", ".join([*fixtures, *parameters]),
        lines=lines,
    )


def _call(background: Background, later: str) -> str:
    names = [name if re.search(rf"\b{name}\b", later) else "_" for name in background.people]
    is_used = any(name != "_" for name in names)
    return f"{', '.join(names)} = {background.call}" if is_used else background.call


def _decorators(test: ScenarioTest, uses_actions: bool) -> Iterator[str]:
    yield f"pytest.mark.verifies({', '.join(python_string(item) for item in test.ids)})"
    if uses_actions and test.services_only:
        yield "SERVICES_ONLY"
    if len(test.parameters) == 1:
        [column] = test.parameters
        yield f'pytest.mark.parametrize("{column.name}", [{", ".join(column.texts)}])'
    elif test.parameters:
        names = ", ".join(f'"{column.name}"' for column in test.parameters)
        rows = zip(*(column.texts for column in test.parameters), strict=True)
        values = ", ".join(f"({', '.join(row)})" for row in rows)
        yield f"pytest.mark.parametrize(({names}), [{values}])"


def _printed(steps: Sequence[StepCode], keep: Sequence[str]) -> tuple[str, ...]:
    """Return comments and code; a variable that nothing reads is not assigned."""
    lines = [line for step in steps for line in (*_comment(step.comment), *step.lines)]
    found: list[str] = []
    for number, line in enumerate(lines):
        match = MADE.match(line)
        if match and match[1] not in keep and not _is_read(match[1], lines[number + 1 :]):
            is_call_for_nothing = line[match.end() :].startswith("account_of")
            found += [] if is_call_for_nothing else [line[match.end() :]]
        else:
            found.append(SAME_AS_CONSTANT.sub(r" is \1", line))
    return tuple(found)


def _is_read(name: str, later: Sequence[str]) -> bool:
    return re.search(rf"\b{name}\b", code_of("\n".join(later))) is not None


def _comment(text: str) -> list[str]:
    if len(text) <= COMMENT_WIDTH - len("# ") and text == " ".join(text.split()):
        return [f"# {text}"] if text else []
    return textwrap.wrap(text, COMMENT_WIDTH, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False)


def _needed(backgrounds: Sequence[Background], tests: Sequence[TestView]) -> set[Import]:
    text = "\n".join(
        [*(f"{item.arguments} {item.returns}" for item in backgrounds), *(item.arguments for item in tests)]
        + [decorator for item in tests for decorator in item.decorators]
    )
    homes = {
        "Account": "tests.accounts",
        "Actions": "tests.drivers.actions",
        "Callable": "collections.abc",
        "Pages": "tests.drivers.pages",
        "SERVICES_ONLY": "tests.drivers.actions",
        "World": "tests.world",
    }
    return {(module, name) for name, module in homes.items() if re.search(rf"\b{name}\b", text)}
