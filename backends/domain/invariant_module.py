"""What must always hold of a record, whichever action runs, as functions of the record."""

from ...dsl.model import Invariant, Model, Rule
from ..database_calls import near_invariants
from ..inputs import inputs_of
from ..list_calls import about_self
from ..names import class_name, variable_of
from ..narrowing import printer_for
from ..python_functions import FunctionView, ModuleParts, docstring, one_line, sentence, string, when


def invariant_module(model: Model) -> ModuleParts:
    """Return the functions of all invariants that read nothing but their record."""
    parts = ModuleParts()
    parts.imports |= {("app.domain.values", "Rejection"), ("app.domain.values", "broken")}
    for rule, invariant, name in near_invariants(model):
        parts.functions.append(_function(rule, invariant, name, model, parts))
    return parts


def _function(rule: Rule, invariant: Invariant, name: str, model: Model, parts: ModuleParts) -> FunctionView:
    condition = about_self(invariant.condition, invariant.row, invariant.entity)
    printer = printer_for(inputs_of([condition], model), model)
    broken = printer.negated(condition)
    variable = variable_of(invariant.entity)
    parts.imports |= printer.imports | {(f"app.domain.{variable}", class_name(invariant.entity))}
    return FunctionView(
        name=name,
        parameters=(f"{variable}: {class_name(invariant.entity)}",),
        returns="Rejection | None",
        doc=docstring(sentence(f"{rule.id}: {one_line(invariant.span.text)}")),
        body=(*when(broken, [f"return broken({string(rule.id)}, {string(rule.title)})"]), "return None"),
    )
