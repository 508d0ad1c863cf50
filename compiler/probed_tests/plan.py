"""What a build says of its rules, so that its tests can be run with probes: `probes.json`."""

import hashlib

import msgspec
from msgspec import Struct

PLAN = "probes.json"


class Element(Struct, frozen=True, omit_defaults=True):
    """A part of the specification that a test may reach, where it stands, and what may come of it.

    `outcomes` are all that can be, of a condition first what is so when it holds; `expected` are those that tests
    ought to reach. `owner` is the action, entity, decision, rule or workflow that it belongs to.
    """

    id: str
    kind: str
    title: str
    source: str
    line: int
    owner: str
    outcomes: tuple[str, ...]
    expected: tuple[str, ...] = ()
    note: str = ""


class RuleCall(Struct, frozen=True):
    """A function of domain.wasm, and for each of its slots the Python that reads it where the rule is asked.

    `refusal` is the rule that the generated code names where this one does not hold.
    """

    rule: str
    refusal: str
    reads: tuple[str, ...]


class WatchedFunction(Struct, frozen=True, omit_defaults=True):
    """A function of the generated code and the rules in it, in the order in which it asks them.

    It gives the value of its one rule, or, where it `refuses`, the first of them that does not hold. `later` are
    refusals of rules that it asks after these.
    """

    module: str
    name: str
    rules: tuple[RuleCall, ...]
    refuses: bool = False
    later: tuple[str, ...] = ()


class WatchedWay(Struct, frozen=True):
    """A way out of a state: the element, and its condition if it has one."""

    id: str
    condition: RuleCall | None


class WatchedState(Struct, frozen=True):
    """A state of a workflow: its element, the rule of each step (None: it has none), and the ways out of it."""

    id: str
    name: str
    steps: tuple[RuleCall | None, ...]
    ways: tuple[WatchedWay, ...]


class WatchedWorkflow(Struct, frozen=True):
    """A workflow as its module declares it."""

    name: str
    module: str
    states: tuple[WatchedState, ...]
    never: tuple[RuleCall | None, ...]


class WayView(Struct, frozen=True):
    """A way of a workflow as it is drawn: its element, its words, and the state that it leads to."""

    id: str
    words: str
    target: str


class StateView(Struct, frozen=True):
    """A state of a workflow as it is drawn."""

    id: str
    name: str
    is_final: bool
    ways: tuple[WayView, ...]


class Drawing(Struct, frozen=True):
    """A workflow as it is drawn; the first state starts it."""

    id: str
    name: str
    states: tuple[StateView, ...]


class Plan(Struct, frozen=True):
    """What is known of the rules of a built system: `digest` is that of domain.wasm, `sources` all texts by path."""

    digest: str
    elements: tuple[Element, ...]
    functions: tuple[WatchedFunction, ...]
    workflows: tuple[WatchedWorkflow, ...]
    drawings: tuple[Drawing, ...]
    sources: dict[str, str]


def digest_of(module: bytes) -> str:
    """Return what tells one domain.wasm from another."""
    return hashlib.sha256(module).hexdigest()


def plan_text(plan: Plan) -> str:
    """Return a plan as JSON."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=1).decode() + "\n"


def read_plan(text: str | bytes) -> Plan:
    """Return the plan that some JSON holds; raises `msgspec.DecodeError`."""
    return msgspec.json.decode(text, type=Plan)
