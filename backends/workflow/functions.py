"""The functions that a workflow's definition is made of."""

from collections.abc import Sequence

from msgspec import Struct

from ...dsl.expressions import Expression, Variable
from ...dsl.model import Action, CallService, DoAction, Model, TextTemplate, Workflow
from ...dsl.value_types import Bool, DateTime, Decimal, Duration, ListOf, Money, Optional, Reference, ValueType, plain
from ...dsl.words import pascal_case, words_of
from ..inputs import aggregate_names
from ..names import field_name, member_name, python_name, service_module, workflow_module
from ..python_expressions import PythonPrinter, print_duration, python_string
from ..python_functions import docstring
from ..python_types import Import, annotation
from .facts_view import workflow_inputs
from .stored import reading

WIDTH = 90


class FunctionView(Struct, frozen=True):
    """A function of the generated module."""

    name: str
    parameters: str
    returns: str
    doc: tuple[str, ...]
    lines: tuple[str, ...]


class Functions:
    """Gathers the functions of one workflow, with what they import; every method returns a function's name."""

    def __init__(self, workflow: Workflow, model: Model) -> None:
        self._workflow = workflow
        self._model = model
        found = workflow_inputs(workflow, model)
        self._aggregates = aggregate_names(found)
        self._optional = {item.name for item in found.records if item.is_optional}
        self.facts = f"{workflow.name}Facts"
        self.views: list[FunctionView] = []
        self.imports: set[Import] = {(f"app.workflows.{workflow_module(workflow.name)}_facts", self.facts)}
        self.undo_actions: dict[str, str] = {}

    def value(self, name: str, value: Expression, summary: str, returns: str) -> str:
        """Add a function of the facts."""
        return self._add(name, f"facts: {self.facts}", returns, summary, [f"return {self._text(value)}"])

    def datum(self, name: str, datum: str, value: Expression) -> str:
        """Add the function that computes a datum."""
        kind = next((item.type for item in self._workflow.data if item.name == datum), value.type)
        hint, imports = annotation(kind, self._model)
        self.imports |= imports
        return self.value(name, value, f"Return what {words_of(datum)} becomes.", hint)

    def title(self, name: str, title: TextTemplate) -> str:
        """Add the function that words a task."""
        pieces = [
            python_string(part) if isinstance(part, str) else f'f"{{{self._shown(part)}}}"' for part in title.parts
        ]
        lines = [f'return f"{_inside(title.parts, pieces)}"']
        if all(isinstance(part, str) for part in title.parts):
            lines = [f"return {python_string(''.join(map(str, title.parts)))}"]
        if len(lines[0]) > WIDTH:
            lines = ["return (", *(f"    {piece}" for piece in pieces), ")"]
        return self._add(name, f"facts: {self.facts}", "str", "Word the task.", lines)

    def action(self, name: str, step: DoAction) -> str:
        """Add the function that does an action."""
        action = self._model.action(step.action)
        lines = [f"return attempted({self._done(action, step.arguments)})"]
        return self._attempt(name, f"Do {words_of(action.name)}.", lines)

    def call(self, name: str, step: CallService) -> str:
        """Add the function that calls a service."""
        service = self._model.service(step.service)
        operation = next(item for item in service.operations if item.name == step.operation)
        module, kind = service_module(service.name), f"{pascal_case(operation.name)}Outcome"
        self.imports |= {(f"app.gateways.{module}", kind), ("app.workflows.step_kinds", "Attempt")}
        given = [self._text(value) for value in step.arguments]
        if step.timeout is not None:
            self.imports.add(("datetime", "timedelta"))
            given.append(f"timeout={print_duration(step.timeout)}")
        called = f"context.gateways.{module}.{python_name(operation.name)}({', '.join(given)})"
        success = f"{kind}.{member_name(operation.outcomes[0])}"
        lines = [f"outcome = {called}", f"return Attempt(outcome, outcome is {success})"]
        return self._attempt(name, f"Call {step.service}.{step.operation}.", lines, is_action=False)

    def finish(self, name: str, action: Action) -> str:
        """Add the function that carries out what a final state changes."""
        variables = [Variable(type=item.type, span=action.span, name=item.name) for item in action.parameters]
        self.imports.add(("app.services.context", "Context"))
        parameters = f"context: Context, facts: {self.facts}"
        lines = [f"return {self._done(action, variables)}"]
        return self._add(name, parameters, "object", "Carry out what the end changes.", lines)

    def arguments(self, name: str, undo: tuple[str, tuple[Expression, ...]]) -> str:
        """Add the function that says what makes up for a step later, and the one that does it."""
        self._undo(self._model.action(undo[0]))
        values = tuple_of([self._text(value) for value in undo[1]])
        summary = f"Return what {words_of(undo[0])} would be given."
        return self._add(name, f"facts: {self.facts}", "tuple[object, ...]", summary, [f"return {values}"])

    def _undo(self, action: Action) -> None:
        if action.name in self.undo_actions:
            return
        given = [
            f"{python_name(item.name)}={reading(f'stored[{number}]', item.type, self._model, self.imports)}"
            for number, item in enumerate(action.parameters)
        ]
        self.imports |= {("collections.abc", "Sequence"), ("app.services.context", "Context")}
        lines = [f"return {self._service(action)}({', '.join(['context', *given])})"]
        parameters = "context: Context, stored: Sequence[object]"
        summary = f"Do {words_of(action.name)}, to make up for a step."
        function = self._add(f"undo_by_{action.name}", parameters, "object", summary, lines)
        self.undo_actions[action.name] = f"{python_string(action.name)}: {function}"

    def _done(self, action: Action, arguments: Sequence[Expression]) -> str:
        pairs = zip(action.parameters, arguments, strict=False)
        given = [f"{python_name(item.name)}={self._text(value)}" for item, value in pairs]
        return f"{self._service(action)}({', '.join(['context', *given])})"

    def _service(self, action: Action) -> str:
        name = python_name(action.name)
        self.imports.add((f"app.services.{name}", name))
        return name

    def _attempt(self, name: str, summary: str, lines: list[str], *, is_action: bool = True) -> str:
        self.imports |= {("app.services.context", "Context"), ("app.workflows.step_kinds", "Attempt")}
        self.imports |= {("app.workflows.step_kinds", "attempted")} if is_action else set()
        return self._add(name, f"context: Context, facts: {self.facts}", "Attempt", summary, lines)

    def _add(self, name: str, parameters: str, returns: str, summary: str, lines: list[str]) -> str:
        """Add a function under a free name."""
        taken = {view.name for view in self.views} | {name for _, name in self.imports}
        free = next(item for item in (name, *(f"{name}_{number}" for number in range(2, 1000))) if item not in taken)
        self.views.append(FunctionView(free, parameters, returns, docstring(summary), tuple(lines)))
        return free

    def _text(self, value: Expression) -> str:
        if isinstance(value, Variable) and value.name == self._workflow.variable:
            return "facts.subject"
        printer = PythonPrinter(self._model, aggregates=self._aggregates, scope="facts.", loaded=self._optional)
        text = printer.text(value)
        state = f"{self._workflow.name}State"
        if ("app.domain.enums", state) in printer.imports:
            printer.imports.remove(("app.domain.enums", state))
            self.imports.add((f"app.workflows.{workflow_module(self._workflow.name)}_facts", state))
        self.imports |= printer.imports
        return text

    def _shown(self, value: Expression) -> str:
        """Return the text of a value as pages show it."""
        if isinstance(value.type, Optional) and isinstance(value, Variable) and isinstance(value.type.of, Reference):
            key = self._model.entity(value.type.of.entity).key.name
            record = f"facts.{python_name(value.name)}"
            return f"'' if {record} is None else {self._display(f'{record}.{field_name(key)}', value.type)}"
        text = self._text(value)
        text = f"({text})" if " if " in text else text
        if isinstance(plain(value.type), ListOf):
            return f"', '.join(map(str, {text}{' or ()' if isinstance(value.type, Optional) else ''}))"
        shown = self._display(text, value.type)
        return f"'' if {text} is None else {shown}" if isinstance(value.type, Optional) else shown

    def _display(self, text: str, kind: ValueType) -> str:
        match plain(kind):
            case Money():
                return self._format("money_display", text)
            case Decimal(scale=scale):
                return self._format("decimal_display", f"{text}, {scale}")
            case DateTime():
                return self._format("instant_display", text)
            case Duration():
                return self._format("duration_display", text)
            case Bool():
                return f"'yes' if {text} else 'no'"
            case _:
                return text

    def _format(self, function: str, arguments: str) -> str:
        self.imports.add(("app.domain.formats", function))
        return f"{function}({arguments})"


def tuple_of(items: Sequence[str]) -> str:
    """Return a tuple as Python."""
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def _inside(parts: Sequence[str | Expression], pieces: Sequence[str]) -> str:
    """Return pieces as they stand within one f-string."""
    texts = [
        piece[1:-1].replace("{", "{{").replace("}", "}}") if isinstance(part, str) else piece[2:-1]
        for part, piece in zip(parts, pieces, strict=True)
    ]
    return "".join(texts)
