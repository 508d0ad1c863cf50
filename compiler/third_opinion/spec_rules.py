"""Makes the interpreter's rules of the specification that a built system keeps in probes.json."""

import json

from ...backends.wasm.description import DESCRIPTION
from ...backends.wasm.module import domain_module
from ...diagnostics import Source, WeftError
from ...dsl.compile import compile_sources
from ...runtime_probes.binary.reader import read
from ..clause_cache import clause_parser
from ..probed_tests.plan import Plan
from .interpreted_rules import InterpretedRules


class NotAskedError(WeftError):
    """The interpreter has no opinion about the rules of a system; the message says why."""


def interpreted_rules(plan: Plan, module: bytes, no_value: object) -> InterpretedRules:
    """Return the rules of the specification that a plan holds.

    `no_value` is what they give where the language gives none. Raises `NotAskedError` unless they are the rules of
    `module`, a domain.wasm.
    """
    sources = [Source(name, text) for name, text in plan.sources.items()]
    compiled = compile_sources(sources, clause_parser())
    if not compiled.is_sound:
        raise NotAskedError("as this weft does not understand the specification in probes.json; build it again")
    functions = domain_module(compiled.model).functions
    if {item.name: [slot.name for slot in item.slots] for item in functions} != _slots_of(module):
        raise NotAskedError("as domain.wasm was written by another weft, or of another specification; build it again")
    return InterpretedRules(compiled.model, functions, no_value)


def _slots_of(module: bytes) -> dict[str, list[str]]:
    """Return what each rule of a domain.wasm is given."""
    (section,) = read(module).customs(DESCRIPTION)
    described = json.loads(section.content)["functions"]
    return {item["name"]: [slot["name"] for slot in item["slots"]] for item in described}
