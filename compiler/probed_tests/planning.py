"""Puts the plan of a specification together."""

from collections.abc import Mapping

from msgspec.structs import replace

from ...backends.backend import OutputFile
from ...backends.traceability.trace_backend import spec_folder
from ...backends.wasm.module import DomainModule
from ...dsl.model import Model
from ..pipeline import Checked
from .calls import Calls
from .elements import Elements, drawing_of
from .plan import PLAN, Element, Plan, digest_of, plan_text


def plan_file(checked: Checked, module: DomainModule) -> OutputFile:
    """Return probes.json for the rules of a specification that were lowered to a module."""
    return OutputFile(PLAN, plan_text(plan_of(checked, module)))


def plan_of(checked: Checked, module: DomainModule) -> Plan:
    """Return what is to be watched, the same for the same specification."""
    model: Model = checked.compiled.model
    folder = spec_folder(model)
    refused = {item.id: item.reason for item in module.not_lowered}
    elements = tuple(_with_reason(element, refused) for element in Elements(model, folder).all())
    calls = Calls(model, module.functions)
    texts = {source.name.removeprefix(folder): source.text for source in checked.sources}
    return Plan(
        digest=digest_of(module.content),
        elements=elements,
        functions=tuple(calls.functions()),
        workflows=tuple(calls.workflows()),
        drawings=tuple(drawing_of(workflow) for workflow in model.workflows),
        sources={name: texts[name] for name in sorted(texts)},
    )


def _with_reason(element: Element, refused: Mapping[str, str]) -> Element:
    """Return an element, with the reason for which nothing is expected of it where its rule was not lowered."""
    reason = refused.get(element.owner if element.kind == "row" else element.id)
    return element if reason is None else replace(element, expected=(), note=f"not in domain.wasm: {reason}")
