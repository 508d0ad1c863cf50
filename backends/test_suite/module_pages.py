"""Tests of the pages: what each shows, who may see it, what it says of wrong input."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import quote

from ...dsl.expressions import Value, Variable
from ...dsl.model import Action, Anyone, Form, FormField, Model, OwnerOf, Page, Roles, Table
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    ValueType,
    plain,
)
from ..backend import OutputFile
from ..fixed_point import fixed_point
from ..names import constant_of, field_name, member_name, python_name, variable_of
from ..python_expressions import python_string
from ..taken_names import PAGES
from .example_records import Examples
from .filled_setup import FilledSetup
from .function_text import TestText
from .samples import SAMPLE_PASSWORD, Sample, sample_of_type
from .unit_actions import range_message

ARGUMENTS = "html: HtmlPages, filled: World"


def page_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield one file for each page, and one for signing in."""
    for page in model.pages:
        text = TestText(examples)
        text.literals.imports |= {("tests.world", "World"), ("tests.drivers.html_pages", "HtmlPages")}
        text.need("tests.drivers.page_contract", "check_page")
        address = _address(page, examples)
        text.constants = [f"PATH = {python_string(address)}"]
        _shown(page, text)
        _visitors(page, text)
        _missing_records(page, text)
        for part in page.parts:
            if isinstance(part, Form) and part.action is not None:
                _form(page, part, text)
            elif isinstance(part, Form):
                _search(page, part, text)
        name = python_name(page.name).rstrip("_")
        name = f"{name}_page" if name in PAGES else name
        file = text.file(f"module/test_page_{name}", f"The page {page.name}.", [page.id])
        if file is not None:
            yield file


def _address(page: Page, examples: Examples) -> str:
    path = page.path
    for parameter in page.parameters:
        kind = plain(parameter.type)
        entity = examples.model.entity(kind.entity) if isinstance(kind, Reference) else None
        key = examples.first[entity.name][entity.key.name] if entity else "1"
        path = path.replace(f"{{{parameter.name}}}", quote(str(key), safe=""))
    given = [(item, _typed(_example_of(item, page, examples), item.type)) for item in page.inputs]
    query = "&".join(f"{item.name.removeprefix('form.')}={quote(text, safe='')}" for item, text in given if text)
    return f"{path}?{query}" if query else path


def _example_of(item: FormField, page: Page, examples: Examples) -> Value:
    """Return a value for an input: that of the example's field of the same name, if it has one."""
    name = item.name.removeprefix("form.")
    for part in page.parts:
        if isinstance(part, Table) and name in examples.first[part.entity]:
            return examples.first[part.entity][name]
    return _sample(item, examples)


def _sample(item: FormField, examples: Examples) -> Value:
    def reach(name: str) -> Value:
        return examples.first[name][examples.model.entity(name).key.name]

    return sample_of_type(item.type, item.label, Sample(1, examples.model.system.clock, None, reach))


def _typed(value: Value, kind: ValueType) -> str:
    """Return a value as a person types it."""
    match plain(kind), value:
        case _, None:
            return ""
        case Bool(), _:
            return "yes" if value else "no"
        case (Money(scale=scale), int()) | (Decimal(scale=scale), int()):
            return fixed_point(int(value), scale)
        case DateTime(), datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case Date(), date():
            return value.isoformat()
        case _, tuple():
            return ", ".join(map(str, value))
        case _, timedelta():
            return f"{int(value.total_seconds())} seconds"
        case _:
            return str(value)


# who sees what


def page_role(page: Page) -> str | None:
    """Return a role that may see a page, the owner's where only owners may; None: everybody may."""
    owners = [item.role for item in page.owners]
    return next(iter([*owners, *page.roles]), None)


def signed_in(role: str | None, text: TestText, other: bool = False) -> list[str]:
    """Return the lines that sign the example of a role in."""
    if role is None:
        return []
    name = f"{'OTHER_' if other else ''}{constant_of(role)}"
    text.need("tests.examples", name)
    text.need("tests.drivers.pages", "sign_in")
    if other:
        text.need("tests.accounts", f"add_{variable_of(role)}")
        return [f"sign_in(html, add_{variable_of(role)}(filled, {name}))"]
    text.need("tests.accounts", "account_of")
    text.need("app.domain.roles", "Role")
    key = field_name(text.model.entity(role).key.name)
    return [f"sign_in(html, account_of(filled, Role.{member_name(role)}, {name}.{key}))"]


def _shown(page: Page, text: TestText) -> None:
    lines = [*signed_in(page_role(page), text), "html.open(PATH)", "assert html.status == 200"]
    lines += [f"assert html.heading() == {python_string(page.title)}", "check_page(html)"]
    for part in page.parts:
        if isinstance(part, Form):
            lines += [f"assert html.control({python_string(item.label)})" for item in part.fields]
            lines.append(f"assert html.sees({python_string(part.button)})")
    for part in page.parts:
        if isinstance(part, Table) and part.columns:
            labels = ", ".join(python_string(item.label) for item in part.columns)
            lines.append(f"assert html.sees({python_string(part.empty)}) or {{{labels}}} <= html.headings()")
    text.add("test_what_it_shows", [page.id], lines, ARGUMENTS)


def _visitors(page: Page, text: TestText) -> None:
    role = page_role(page)
    if role is None:
        return
    text.need("tests.drivers.pages", "is_on")
    text.need("tests.drivers.pages", "IDENTIFIER_LABEL")
    text.need("tests.accounts", "account_of")
    text.need("app.domain.roles", "Role")
    text.need("tests.examples", constant_of(role))
    key = field_name(text.model.entity(role).key.name)
    lines = [
        f"who = account_of(filled, Role.{member_name(role)}, {constant_of(role)}.{key})",
        "html.open(PATH)",
        'assert is_on(html, "Sign in")',
        "html.enter(who.identifier, into=IDENTIFIER_LABEL)",
        'html.enter(who.password, into="Password")',
        'html.click("Sign in")',
        f"assert is_on(html, {python_string(page.title)})",
    ]
    text.add("test_sign_in_comes_first", [page.id], lines, ARGUMENTS)
    refused = ["html.open(PATH)", "assert html.status == 403", "check_page(html)"]
    if any(_is_plain_owner(item) for item in page.owners):
        text.add("test_others_see_nothing", [page.id], [*signed_in(role, text, other=True), *refused], ARGUMENTS)
    strangers = [item.name for item in text.model.roles if item.identifiers and item.name not in page.roles]
    if strangers and page.roles:
        text.add("test_another_role", [page.id], [*signed_in(strangers[0], text), *refused], ARGUMENTS)


def _is_plain_owner(owner: OwnerOf) -> bool:
    return isinstance(owner.record, Variable)


def _missing_records(page: Page, text: TestText) -> None:
    references = [item for item in page.parameters if isinstance(plain(item.type), Reference)]
    if not references:
        return
    path = page.path
    for parameter in page.parameters:
        kind = plain(parameter.type)
        entity = text.model.entity(kind.entity) if isinstance(kind, Reference) else None
        is_number = entity is not None and isinstance(plain(entity.key.type), Int)
        path = path.replace(f"{{{parameter.name}}}", "999" if is_number else "nowhere")
    lines = [*signed_in(page_role(page), text), f"html.open({python_string(path)})", "assert html.status == 404"]
    text.add("test_a_record_that_is_not_there", [page.id], [*lines, "check_page(html)"], ARGUMENTS)


# forms


def _search(page: Page, form: Form, text: TestText) -> None:
    required = [item for item in form.fields if not isinstance(item.type, Optional | Bool)]
    if not required:
        return
    emptied = [f'html.enter("", into={python_string(item.label)})' for item in required]
    clicked = f"html.click({python_string(form.button)})"
    asked = text.model.page(form.opens)
    role = page_role(page) or page_role(asked)
    if role is not None and asked.roles and role not in asked.roles:
        return
    lines = [*signed_in(role, text), "html.open(PATH)", *emptied, clicked]
    lines += ["assert html.status == 422", f"assert html.heading() == {python_string(page.title)}"]
    lines += [f"assert html.sees({python_string(f'{item.label} is required')})" for item in required]
    text.add(f"test_{python_name(form.name)}_without_input", [page.id], [*lines, "check_page(html)"], ARGUMENTS)


def _form(page: Page, form: Form, text: TestText) -> None:
    assert form.action is not None
    action = text.model.action(form.action)
    setup = FilledSetup(action, text.examples)
    pairs = [(python_string(_good(item, setup)), python_string(item.label)) for item in form.fields]
    filled = [f"html.enter({typed}, into={label})" for typed, label in pairs]
    rows = [row for item in form.fields for row in _wrong(item)]
    role = form_role(page, action)
    if role is None and (page.roles or not isinstance(action.actor, Anyone)):
        return
    start = [*signed_in(role, text), "html.open(PATH)"]
    if rows:
        mark = f'pytest.mark.parametrize(("label", "typed", "message"), [{", ".join(rows)}])'
        lines = [*start, *filled, "html.enter(typed, into=label)", f"html.click({python_string(form.button)})"]
        lines += ["assert html.status == 422", "assert html.sees(message)"]
        lines += ['assert html.control(label).attributes["aria-invalid"] == "true"', "check_page(html)"]
        arguments = f"{ARGUMENTS}, label: str, typed: str, message: str"
        text.add(f"test_wrong_input_of_{python_name(form.name)}", [page.id, action.id], lines, arguments, mark)
    values = ", ".join(f'"{item.name}": {python_string(_good(item, setup))}' for item in form.fields)
    button = python_string(form.button)
    lines = [*start, f"response = client.post(html.action_of({button}), data={{{values}}})"]
    lines.append("assert response.status_code == 403")
    arguments = "client: httpx.Client, html: HtmlPages, filled: World"
    text.add(f"test_{python_name(form.name)}_from_elsewhere_is_refused", [page.id], lines, arguments)


def form_role(page: Page, action: Action) -> str | None:
    """Return a role that may both see a page and do an action; None where anyone may, or nobody."""
    match action.actor:
        case Roles(names=names):
            fitting = [name for name in names if name in page.roles or not page.roles]
            owners = [item.role for item in page.owners if item.role in fitting]
            return next(iter([*owners, *fitting]), None)
        case OwnerOf(role=role):
            return role if role in page.roles or not page.roles else None
        case _:
            return page_role(page)


def _good(item: FormField, setup: FilledSetup) -> str:
    if isinstance(plain(item.type), Reference):
        return _typed(_sample(item, setup.examples), item.type)
    known = (setup.succeeding or {}).get(("", python_name(item.name)))
    value = setup.inner.scalars.get(python_name(item.name)) if known is None else known
    return SAMPLE_PASSWORD if isinstance(plain(item.type), Password) else _typed(value, item.type)


def _wrong(item: FormField) -> Iterator[str]:
    """Yield wrong inputs with what is said of them."""
    kind, label = plain(item.type), python_string(item.label)
    if not isinstance(item.type, Optional) and not isinstance(kind, Bool | Choice | Reference | ListOf):
        yield f'({label}, "", {python_string(f"{item.label} is required")})'
    match kind:
        case Int():
            yield f'({label}, "many", {python_string(f"{item.label} is not a valid number")})'
            message = range_message(item.label, kind)
            for value in (kind.low is not None and kind.low - 1, kind.high is not None and kind.high + 1):
                if value is not False and message:
                    yield f'({label}, "{value}", {python_string(message)})'
        case Text(low=low, high=high) if high is not None:
            bounds = f"{low} to {high}" if low > 1 else f"at most {high}"
            message = python_string(f"{item.label} must be {bounds} characters")
            yield f'({label}, "x" * {high + 1}, {message})'
        case _:
            return
