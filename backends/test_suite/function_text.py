"""The text of generated test functions: records as varied examples, cases, expectations."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from ...dsl.expressions import Value
from ...dsl.model import Model
from ...dsl.value_types import Reference, ValueType, plain
from ...templates.rendering import render
from ..backend import OutputFile
from ..inputs import Inputs
from ..names import constant_of, field_name
from ..python_expressions import python_string
from ..python_types import import_lines
from .action_setup import AGGREGATE, Setup
from .example_records import Examples
from .literals import Literals
from .probes import Probe, varied
from .search import Changes, Place

OWN_NAMES = ("at", "broken", "expected", "pytest", "replace", "rules")


class FunctionText(Struct, frozen=True):
    """A test function: decorators, name, parameters, lines."""

    decorators: tuple[str, ...]
    name: str
    arguments: str
    lines: tuple[str, ...]
    returns: str = "None"


class TestText:
    """Gathers the functions of one test file and what they import."""

    __test__ = False

    def __init__(self, examples: Examples) -> None:
        self.examples = examples
        self.model: Model = examples.model
        self.literals = Literals(examples.model)
        self.fixtures: list[FunctionText] = []
        self.functions: list[FunctionText] = []
        self.constants: list[str] = []

    def need(self, module: str, name: str) -> None:
        """Import a name."""
        self.literals.imports.add((module, name))

    def add(self, name: str, ids: Sequence[str], lines: Sequence[str], arguments: str = "", cases: str = "") -> None:
        """Add a test."""
        marks = [f"pytest.mark.verifies({', '.join(python_string(item) for item in ids)})"] if ids else []
        marks += [cases] if cases else []
        taken = {item.name for item in self.functions}
        while name in taken:
            name += "_too"
        self.functions.append(FunctionText(tuple(marks), name, arguments, tuple(lines)))

    def file(self, path: str, title: str, elements: Sequence[str]) -> OutputFile | None:
        """Return the file, or None where there is nothing to test."""
        if not self.functions:
            return None
        text = render(
            "test_suite/tests.py.jinja",
            uses_http=any("httpx." in item.arguments for item in self.functions),
            title=title,
            imports=import_lines(self.literals.imports),
            constants=self.constants,
            fixtures=self.fixtures,
            functions=self.functions,
        )
        return OutputFile(f"tests/{path}.py", text, tuple(elements))

    # records and values

    def record(self, entity: str, values: Mapping[str, str]) -> str:
        """Return the example of an entity with other values, given as Python."""
        name = constant_of(entity)
        self.need("tests.examples", name)
        if not values:
            return name
        self.need("dataclasses", "replace")
        return f"replace({name}, {', '.join(f'{field_name(key)}={text}' for key, text in values.items())})"

    def value(self, value: Value, kind: ValueType) -> str:
        """Return a value as Python; a reference is its key."""
        target = plain(kind)
        own = self.model.entity(target.entity).key.type if isinstance(target, Reference) else kind
        return self.literals.text(value, own)

    def changed_record(self, setup: Setup, name: str, changes: Changes, named: Mapping[Place, str]) -> str:
        """Return the record of a setup with its changes; those in `named` are parameters of the test."""
        origin = setup.sources[name]
        reference = named.get((origin.source or "", origin.field or ""))
        if not reference and setup.situation(changes).records[name] is None:
            return "None"
        entity = self.model.entity(origin.entity)
        texts = {
            field: named.get((record, field)) or self.value(value, entity.field(field).type)
            for (record, field), value in {**dict.fromkeys(named), **changes}.items()
            if record == name
        }
        text = self.record(entity.name, texts)
        return f"None if {reference} is None else {text}" if reference else text

    def scalar(self, setup: Setup, name: str, kind: ValueType, changes: Changes, named: Mapping[Place, str]) -> str:
        """Return a plain value of a setup."""
        place = ("", name)
        return named.get(place) or self.value(changes.get(place, setup.scalars.get(name)), kind)

    def arguments(self, setup: Setup, inputs: Inputs, changes: Changes, named: Mapping[Place, str]) -> list[str]:
        """Return the keyword arguments for a function of the domain that reads these inputs."""
        found = [f"{item.name}={self.changed_record(setup, item.name, changes, named)}" for item in inputs.records]
        found += [f"{item.name}={self.scalar(setup, item.name, item.type, changes, named)}" for item in inputs.scalars]
        for item in inputs.aggregates:
            place = (AGGREGATE, setup.aggregates[item.origin])
            known = changes.get(place, setup.base(place))
            found.append(f"{item.name}={named.get(place) or self.literals.plain_text(known)}")
        if inputs.reads_now:
            self.need("tests.stubs", "START")
            found.append("now=START")
        return found

    def cases(
        self, setup: Setup, probe: Probe, verdict: str, taken: Collection[str] = OWN_NAMES
    ) -> tuple[str, str, dict[Place, str]]:
        """Return the parametrization of a probe, the parameters of its test, and their names by place.

        No parameter is called like anything in `taken`, which the test reads.
        """
        named = {place: f"{name}_" if name in (verdict, *taken) else name for place, name in varied(probe)}
        kinds = [setup.kinds[place] for place in named]
        names = ", ".join(f'"{name}"' for name in (*named.values(), verdict))
        rows: list[str] = []
        for values, is_well in probe.cases:
            texts = [self.value(value, kind) for value, kind in zip(values, kinds, strict=True)]
            rows.append(f"({', '.join([*texts, str(is_well)])})")
        ids = f", ids={list(probe.ids)!r}".replace("'", '"') if probe.ids else ""
        arguments = [
            f"{name}: {self.literals.annotation(kind)}" for name, kind in zip(named.values(), kinds, strict=True)
        ]
        mark = f"pytest.mark.parametrize(({names}), [{', '.join(rows)}]{ids})"
        return mark, ", ".join([*arguments, f"{verdict}: bool"]), named
