"""A workflow as Python: a function per expression, and the table of its states."""

from msgspec import Struct

from ...dsl.model import (
    Branch,
    CallService,
    DoAction,
    HumanTask,
    Model,
    Parallel,
    SetData,
    State,
    Transition,
    Workflow,
    WorkflowStep,
)
from ...dsl.model_definition import definition_of
from ...dsl.words import words_of
from ..names import python_name
from ..python_expressions import print_duration, python_string
from ..python_functions import sentence, string
from ..python_types import import_lines
from ..workflow_actions import final_action
from .functions import Functions, FunctionView, tuple_of

KINDS = "app.workflows.step_kinds"
DEFINITION = "app.workflows.definition"


class StateView(Struct, frozen=True):
    """A state in the table of states."""

    name: str
    steps: tuple[str, ...]
    transitions: tuple[str, ...]
    is_final: bool
    finish: str


class WorkflowView(Struct, frozen=True):
    """All that the template of a workflow prints."""

    name: str
    quoted_name: str
    words: str
    facts: str
    imports: tuple[str, ...]
    functions: tuple[FunctionView, ...]
    states: tuple[StateView, ...]
    never: tuple[str, ...]
    undo_actions: tuple[str, ...]
    version: int
    accepts: str
    definition: str


def workflow_view(workflow: Workflow, model: Model) -> WorkflowView:
    """Return the compiled definition of a workflow."""
    compiler = _Compiler(workflow, model)
    states = tuple(compiler.state(state) for state in workflow.states)
    never = tuple(compiler.never(number) for number in range(len(workflow.never)))
    functions = compiler.functions
    functions.imports |= {(DEFINITION, "State"), (DEFINITION, "Workflow")}
    return WorkflowView(
        name=workflow.name,
        quoted_name=python_string(workflow.name),
        words=words_of(workflow.entity),
        facts=functions.facts,
        imports=tuple(import_lines(functions.imports)),
        functions=tuple(functions.views),
        states=states,
        never=never,
        undo_actions=tuple(functions.undo_actions.values()),
        version=workflow.version,
        accepts=tuple_of([str(version) for version in workflow.accepts]),
        definition=definition_of(workflow),
    )


class _Compiler:
    """Turns the parts of one workflow into Python."""

    def __init__(self, workflow: Workflow, model: Model) -> None:
        self._workflow = workflow
        self._model = model
        self.functions = Functions(workflow, model)

    def state(self, state: State) -> StateView:
        """Return a state; its functions are added on the way."""
        prefix = python_name(state.name).rstrip("_")
        finish = ""
        if state.effects:
            finish = self.functions.finish(f"finish_{prefix}", final_action(self._workflow, state))
        return StateView(
            name=python_string(state.name),
            steps=tuple(self._step(step, prefix) for step in state.steps),
            transitions=tuple(self._transition(item, prefix) for item in state.transitions),
            is_final=state.is_final,
            finish=finish,
        )

    def never(self, number: int) -> str:
        """Return a rule that holds in every state."""
        check = self._workflow.never[number]
        self.functions.imports.add((DEFINITION, "Never"))
        message = check.message[:1].upper() + check.message[1:]
        holds = self.functions.value(f"never_{number + 1}", check.condition, sentence(message), "bool")
        return f"Never({python_string(check.id)}, {string(check.message)}, {holds})"

    def _step(self, step: WorkflowStep, prefix: str) -> str:
        self.functions.imports.add((KINDS, _kind(step)))
        match step:
            case SetData(name=name, value=value):
                function = self.functions.datum(f"{prefix}_{name}", name, value)
                return f"SetData({python_string(name)}, {function})"
            case HumanTask(title=title, roles=roles, answers=answers):
                function = self.functions.title(f"{prefix}_task", title)
                return f"Ask({function}, roles={_texts(roles)}, answers={_texts(answers)})"
            case Parallel(branches=branches, join=join):
                self.functions.imports.add((KINDS, "Do"))
                strands = [self._strand(branch, prefix) for branch in branches]
                return f"Parallel(branches=({''.join(strands)}), join={python_string(join)})"
            case DoAction() | CallService():
                return self._do(step, prefix)

    def _strand(self, branch: Branch, prefix: str) -> str:
        steps = [self._do(step, f"{prefix}_{branch.name}") for step in branch.steps]
        return f"{tuple_of(steps)}, "

    def _do(self, step: DoAction | CallService, prefix: str) -> str:
        functions = self.functions
        if isinstance(step, DoAction):
            name, attempt = step.action, functions.action(f"{prefix}_{step.action}", step)
        else:
            name = f"{step.service}.{step.operation}"
            attempt = functions.call(f"{prefix}_{step.operation}", step)
        parts = [python_string(name), attempt]
        if step.undo is not None:
            functions.imports.add((KINDS, "Undo"))
            arguments = functions.arguments(f"{prefix}_{step.undo[0]}_arguments", step.undo)
            parts.append(f"undo=Undo({python_string(step.undo[0])}, {arguments})")
        if step.retry.times:
            functions.imports.add(("datetime", "timedelta"))
            parts += [f"retries={step.retry.times}", f"pause={print_duration(step.retry.every)}"]
            parts += ["is_doubling=True"] if step.retry.doubling else []
        return f"Do({', '.join(parts)})"

    def _transition(self, transition: Transition, prefix: str) -> str:
        self.functions.imports.add((DEFINITION, "Transition"))
        parts = [python_string(transition.kind), python_string(transition.target)]
        if transition.condition is not None:
            target = python_name(transition.target).rstrip("_")
            summary = f"Tell whether it goes from {prefix} to {target}."
            condition = self.functions.value(f"{prefix}_goes_to_{target}", transition.condition, summary, "bool")
            parts.append(f"condition={condition}")
        if transition.answer is not None:
            parts.append(f"answer={python_string(transition.answer)}")
        if transition.delay is not None:
            self.functions.imports.add(("datetime", "timedelta"))
            parts.append(f"delay={print_duration(transition.delay)}")
        return f"Transition({', '.join([*parts, *(['compensates=True'] if transition.compensates else [])])})"


def _kind(step: WorkflowStep) -> str:
    match step:
        case SetData():
            return "SetData"
        case HumanTask():
            return "Ask"
        case Parallel():
            return "Parallel"
        case _:
            return "Do"


def _texts(texts: tuple[str, ...]) -> str:
    return tuple_of([python_string(text) for text in texts])
