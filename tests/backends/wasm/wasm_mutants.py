"""Modules of rules with one instruction changed: a comparison, a rounding, a row of a decision."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from weft.backends.wasm.module import DomainModule, domain_module
from weft.compiler.pipeline import check_spec
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.writing.instructions import encode

# A rule, an instruction of it, and what stands there instead.
CHANGES = (
    ("action.book.requires.2", "i64.le_s", "i64.lt_s"),
    ("action.book.requires.1", "i64.gt_s", "i64.ge_s"),
    ("action.expire.when", "i64.gt_s", "i64.lt_s"),
    ("entity.Train.check.1", "i32.ne", "i32.eq"),
    ("decision.refund_percent", "i64.ge_s", "i64.gt_s"),
    ("workflow.Refund.state.Assess.go.2", "i64.lt_s", "i64.le_s"),
    ("R-1.always.1", "i64.ge_s", "i64.gt_s"),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed module, and the rule with its place that has to be told."""

    name: str
    content: bytes
    told: str


def compiled(spec: Path) -> DomainModule:
    """Return the rules of a specification as a module."""
    return domain_module(check_spec([spec]).compiled.model)


def mutants_of(spec: Path) -> Iterator[Mutant]:
    """Yield the changed modules of a specification."""
    module = compiled(spec)
    (section,) = read(module.content).customs("weft.domain")
    described = {item["name"]: item for item in json.loads(section.content)["functions"]}
    places = dict(_places(module))
    for rule, old, new in CHANGES:
        function = next(item for item in module.functions if item.name == rule)
        entry, begin = function.code.body()
        at = places[rule] + begin
        changed = entry[begin:].replace(encode(old), encode(new), 1)
        assert changed != entry[begin:], rule
        content = module.content[:at] + changed + module.content[at + len(changed) :]
        place = f"{Path(described[rule]['source']).name}:{described[rule]['line']})"
        yield Mutant(rule, content, place)


def _places(module: DomainModule) -> Iterator[tuple[str, int]]:
    """Yield where in the file the body of each function begins; they lie one behind the other."""
    bodies = [item.code.body()[0] for item in module.functions]
    at = module.content.index(b"".join(bodies))
    for function, body in zip(module.functions, bodies, strict=True):
        yield function.name, at
        at += len(body)
