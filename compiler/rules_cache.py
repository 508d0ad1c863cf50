"""Spares a build the rules of its forms as WebAssembly where the last build of the same spec made the same ones."""

import re

from ..backends.backend import OutputFile
from ..backends.form_rules import followed_forms, rules_of_form
from ..dsl.model import Model
from .cache import weft_fingerprint
from .last_build import keep_parts, key_of, read_kept

KIND = "rules"
_PLACE = re.compile(r"Span\(start=\d+, end=\d+\)")


def kept_rules(model: Model, spec: str) -> list[OutputFile]:
    """Return the file of the rules that pages ask; none where no page has a form."""
    forms = list(followed_forms(model))
    if not forms:
        return []
    rules = tuple(rule for form in forms for rule in rules_of_form(form, model))
    meant = _PLACE.sub("", repr((rules, model.decisions, model.entities)))
    key = key_of(weft_fingerprint(("runtime_probes",)), meant)
    kept: dict[str, OutputFile] = read_kept(KIND, spec)
    if key not in kept:
        from ..backends.wasm.wasm_backend import pages_file  # importing what writes WebAssembly takes a while

        kept = {key: pages_file(rules, model)}
        keep_parts(KIND, spec, kept)
    return [kept[key]]
