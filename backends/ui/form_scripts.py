"""The scripts that say what is wrong with a form while it is filled in: one for each page with such forms."""

import json
from collections.abc import Iterator

from msgspec import Struct

from ...dsl.model import Form, Model, Page
from ...dsl.value_types import (
    Bool,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Password,
    Reference,
    plain,
)
from ...dsl.words import snake_case
from ...templates.rendering import render
from ..backend import OutputFile
from ..form_rules import FormRule, bounds_rule, demands_of
from ..names import rule_name
from .controls import Control, controls_of
from .page_names import form_prefix, module_of

FOLDER = "app/pages/static"
SHARED = ("live_forms", "places", "rules")
_READERS: dict[type, str] = {
    Bool: "yesOrNo",
    Date: "day",
    DateTime: "moment",
    Decimal: "units",
    Duration: "duration",
    Int: "integer",
    Money: "units",
    Password: "password",
}


class FollowedInput(Struct, frozen=True):
    """An input, how it is read, and the rule that bounds it; all but the name as JavaScript."""

    name: str
    reads: str
    rule: str
    message: str


class Demand(Struct, frozen=True):
    """A rule, which inputs it is given under other names, and what is said where, as JavaScript."""

    rule: str
    given: tuple[str, ...]
    at: str
    message: str


class FollowedForm(Struct, frozen=True):
    """A form of a page, as JavaScript."""

    name: str
    prefix: str
    inputs: tuple[FollowedInput, ...]
    demands: tuple[Demand, ...]


def form_name(form: Form) -> str:
    """Return how a page and its script call a form."""
    return snake_case(form.name)


def followed_on(page: Page) -> list[Form]:
    """Return the forms of a page that its script follows."""
    return [part for part in page.parts if isinstance(part, Form) and part.action is not None and part.fields]


def script_of(page: Page) -> str:
    """Return the script of a page; nothing where it has no form to follow."""
    return f"{module_of(page)}_form.js" if followed_on(page) else ""


def script_files(model: Model) -> Iterator[OutputFile]:
    """Yield the scripts of all pages and what they share."""
    used: set[str] = set()
    for page in model.pages:
        forms = followed_on(page)
        if not forms:
            continue
        readers = {_reader(control, model) for form in forms for control in controls_of(form, page, model)}
        used |= readers
        views = [_followed(form, page, model) for form in forms]
        text = render("ui/scripts/form.js.jinja", page=page.name, readers=sorted(readers), forms=views)
        yield OutputFile(f"{FOLDER}/{script_of(page)}", text, (page.id, *(form.id for form in forms)))
    if used:
        yield OutputFile(f"{FOLDER}/readings.js", render("ui/scripts/readings.js.jinja", used=used))
        for name in SHARED:
            yield OutputFile(f"{FOLDER}/{name}.js", render(f"ui/scripts/{name}.js.jinja"))


def _followed(form: Form, page: Page, model: Model) -> FollowedForm:
    return FollowedForm(
        _text(form_name(form)),
        _text(form_prefix(page, form)) if form_prefix(page, form) else "",
        tuple(_input(control, form, model) for control in controls_of(form, page, model)),
        tuple(_demand(rule) for rule in demands_of(form, model)),
    )


def _input(control: Control, form: Form, model: Model) -> FollowedInput:
    assert form.action is not None
    rule = bounds_rule(control.field, model.action(form.action))
    reads = f"{_reader(control, model)}({', '.join(_arguments(control))})"
    name, message = _text(rule_name(rule.id)) if rule else "", _text(rule.message) if rule else ""
    return FollowedInput(control.field.name, reads, name, message)


def _demand(rule: FormRule) -> Demand:
    renamed = tuple(f"{_text(path)}: {_text(name)}" for path, name in rule.given if path != name)
    return Demand(_text(rule_name(rule.id)), renamed, _text(rule.at), _text(rule.message))


def _reader(control: Control, model: Model) -> str:
    """Return the function that reads an input, as `reading_of` does for the server."""
    match plain(control.field.type):
        case Bool() if not control.is_optional:
            return "checked"
        case ListOf(entity=entity):
            return "severalNumbers" if isinstance(plain(model.entity(entity).key.type), Int) else "several"
        case Reference(entity=entity):
            return "number" if isinstance(plain(model.entity(entity).key.type), Int) else "text"
        case kind:
            return _READERS.get(type(kind), "text")


def _arguments(control: Control) -> Iterator[str]:
    kind = plain(control.field.type)
    if isinstance(kind, ListOf) or (isinstance(kind, Bool) and not control.is_optional):
        return
    yield _text(control.field.label)
    options = [f"scale: {kind.scale}", f"noun: {_noun(kind)}"] if isinstance(kind, Money | Decimal) else []
    options += ["optional: true"] if control.is_optional else []
    if options:
        yield f"{{ {', '.join(options)} }}"


def _noun(kind: Money | Decimal) -> str:
    return _text("amount" if isinstance(kind, Money) else "number")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
