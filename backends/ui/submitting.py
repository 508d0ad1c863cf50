"""The functions that answer forms and buttons: they read, do the action, and lead on."""

from collections.abc import Iterator

from ...dsl.expressions import Expression, Variable
from ...dsl.model import Action, Form, Page, RowButton
from ...dsl.value_types import Int, Reference, plain
from ...dsl.words import label_of, words_of
from ..action_plan import plan_action
from ..form_rules import demands_of
from ..names import field_name, member_name, python_name
from ..python_expressions import python_string
from ..sessions import started_session
from .controls import Control, controls_of
from .page_names import LOCALS, form_prefix, variable
from .page_scope import Function, PageScope, entity_words
from .readings import bounds_check, reading_of, text_check
from .searches import tables_of
from .submits import Submit

INDENT = "    "


class Submitting:
    """Writes the function of one form or button."""

    def __init__(self, scope: PageScope, submit: Submit) -> None:
        self._scope = scope
        self._submit = submit
        self._part = submit.part
        self._action: Action = scope.model.action(submit.action)
        part = submit.part
        self._controls = controls_of(part, scope.page, scope.model) if isinstance(part, Form) else []
        self._given: dict[str, str] = {}

    def function(self) -> Function:
        """Return the function."""
        scope = self._scope
        scope.use("typing", "Annotated")
        scope.use("fastapi", "Form", "Request", "Response")
        sent = [_sent(item.variable, item.field.name, is_list=item.is_list) for item in self._controls]
        if isinstance(self._part, RowButton):
            sent.append(_sent(self._row_variable, self._row_field))
        suffix = f' + "{self._submit.suffix}"' if self._submit.suffix else ""
        route = f"@router.post(PATH{suffix})"
        if scope.page.path.endswith("/") and self._submit.suffix:
            route = f'@router.post("{scope.page.path.rstrip("/")}{self._submit.suffix}")'
        parameters = ("request: Request", *scope.path_parameters(), _sent("form_token", "form_token"), *sent)
        doc = f"{label_of(words_of(self._action.name))} and lead on."
        return Function(self._submit.function, parameters, "Response", doc, tuple(self._lines()), route)

    def _lines(self) -> Iterator[str]:
        yield from self._who()
        if isinstance(self._part, Form):
            yield from self._typed()
        yield from self._keys()
        yield from self._readings()
        yield from self._act()
        yield from self._success()

    def _who(self) -> Iterator[str]:
        scope = self._scope
        scope.rendering("require_form_token")
        if scope.page.roles:
            scope.rendering("require_role")
            yield f"person = require_role(request, {scope.role_arguments()})"
        else:
            scope.use("app.security.session", "session_person")
            yield "person = session_person(request)"
        yield "require_form_token(request, form_token)"

    # what was sent

    def _typed(self) -> Iterator[str]:
        texts = [f"{python_string(item.id)}: {item.echo}" for item in self._controls if item.is_echoed]
        forms = [part for part in self._scope.page.parts if isinstance(part, Form)]
        others = ["**BLANK"] if len(forms) > 1 else []
        yield f"typed = {{{', '.join([*others, *texts])}}}"

    def _keys(self) -> Iterator[str]:
        """Yield the lines that read the keys which the address and the row name."""
        scope = self._scope
        bound = () if isinstance(self._part, RowButton) else self._part.bound
        for record in scope.records:
            name = record.parameter.name
            if record.is_number and name in bound:
                scope.rendering("number_key")
                words = python_string(entity_words(record.entity))
                yield f"{record.key} = number_key({record.variable}, {words})"
            if name in bound:
                self._given[name] = record.key
        if isinstance(self._part, RowButton):
            yield from self._row_key(self._part)

    def _row_key(self, part: RowButton) -> Iterator[str]:
        parameter = next(item for item in self._action.parameters if item.name == part.parameter)
        kind = plain(parameter.type)
        assert isinstance(kind, Reference)
        entity = self._scope.model.entity(kind.entity)
        self._given[parameter.name] = self._row_variable
        if isinstance(plain(entity.key.type), Int):
            self._scope.rendering("number_key")
            key = f"{self._row_variable.rstrip('_')}_key"
            yield f"{key} = number_key({self._row_variable}, {python_string(entity_words(entity))})"
            self._given[parameter.name] = key

    @property
    def _row_field(self) -> str:
        """Return what the hidden input of a row is called."""
        return row_field(self._part, self._scope.page)

    @property
    def _row_variable(self) -> str:
        return variable(self._row_field)

    def _readings(self) -> Iterator[str]:
        scope = self._scope
        readings = [reading_of(item, scope.model) for item in self._controls]
        for control, reading in zip(self._controls, readings, strict=True):
            scope.imports |= reading.imports
            self._given[control.field.name] = reading.value
        if not any(item.line for item in readings) and not any(map(self._is_called_otherwise, self._controls)):
            return
        scope.use("app.pages.forms", "FormReader")
        assert isinstance(self._part, Form)
        prefix = form_prefix(scope.page, self._part)
        yield f"form = FormReader({python_string(prefix) if prefix else ''})"
        has_checks = False
        for control, reading in zip(self._controls, readings, strict=True):
            check = bounds_check(control) if reading.line else text_check(control)
            has_checks = has_checks or check is not None
            yield from (line for line in (reading.line, check) if line)
        if has_checks:
            scope.use("app.domain", "checks")
        wrong = [f"{item.value} is None" for item in readings if item.line and item.is_needed]
        is_silent = has_checks or any(item.line and not item.is_needed for item in readings)
        yield f"if {' or '.join([*wrong, *(['form.trouble.messages'] if is_silent else [])])}:"
        yield f"{INDENT}return {self._shown_again('form.trouble')}"

    def _is_called_otherwise(self, control: Control) -> bool:
        """Tell whether the page calls an input otherwise than the action does in its messages."""
        parameter = next(item for item in self._action.parameters if item.name == control.field.name)
        return parameter.label != control.field.label

    def _shown_again(self, trouble: str) -> str:
        keys = [record.variable for record in self._scope.records]
        typed = ["typed", trouble] if isinstance(self._part, Form) else [f"problems={trouble}"]
        return f"show({', '.join(['request', *keys, *typed])})"

    # the action

    def _act(self) -> Iterator[str]:
        scope, name = self._scope, python_name(self._action.name)
        scope.use("app.system", "system_of")
        scope.use("app.domain.values", "Rejection")
        scope.rendering("trouble")
        service = self._service(name)
        arguments = [
            f"{python_name(item.name)}={self._given[item.name]}"
            for item in self._action.parameters
            if item.name in self._given
        ]
        call = ", ".join(["context", *arguments])
        yield "context = system_of(request).context(person)"
        yield f"result = {service}({call})"
        prefix = form_prefix(scope.page, self._part) if isinstance(self._part, Form) else ""
        form = f", {python_string(prefix)}" if prefix else ""
        form += ", about=ABOUT" if isinstance(self._part, Form) and any(demands_of(self._part, scope.model)) else ""
        yield "if isinstance(result, Rejection):"
        yield f"{INDENT}return {self._shown_again(f'trouble(result{form})')}"

    def _service(self, name: str) -> str:
        """Return what the action is called here, where its own name may mean something else."""
        scope = self._scope
        taken = LOCALS | {record.variable for record in scope.records} | scope.module_names()
        taken |= {item.variable for item in self._controls}
        taken |= {self._row_variable} if isinstance(self._part, RowButton) else set[str]()
        local = f"do_{name}" if name in taken else name
        suffix = f" as {local}" if local != name else ""
        scope.service_imports.add(f"from app.services.{name} import {name}{suffix}")
        return local

    def _success(self) -> Iterator[str]:
        scope = self._scope
        session = started_session(plan_action(self._action, scope.model), "result", scope.model)
        if session is not None:
            scope.use("app.security.session", "start_session")
            scope.use("app.domain.roles", "Person", "Role")
            key = session.key if session.key.startswith("result.") else self._given.get(session.key, session.key)
            yield f"start_session(request, Person(Role.{member_name(session.role)}, {key}))"
        scope.rendering("redirect")
        yield f"return redirect(request, {self._destination()}, {self._notice()})"

    def _notice(self) -> str:
        """Return as Python what the next page says: a record is named by its key."""
        parts = self._action.confirmation.parts
        if not any(isinstance(part, Expression) for part in parts):
            return python_string("".join(map(str, parts)))
        return f'f"{"".join(map(self._said, parts))}"'

    def _said(self, part: str | Expression) -> str:
        if isinstance(part, str):
            return python_string(part)[1:-1].replace("{", "{{").replace("}", "}}")
        assert isinstance(part, Variable)
        assert isinstance(part.type, Reference)
        key = field_name(self._scope.model.entity(part.type.entity).key.name)
        return f"{{{self._given.get(part.name, f'result.{key}')}}}"

    def _destination(self) -> str:
        """Return the address of the page that is opened, its keys taken from what was made, from this page's
        address, or from what the action was given."""
        scope = self._scope
        target = scope.model.page(self._part.opens)
        keys = {item.name: self._key_for(item.name, item.type) for item in target.parameters}
        if None in keys.values():
            scope.use("app.pages.navigation", "HOME")
            return "HOME"
        text = scope.address(target.path, {name: str(key) for name, key in keys.items()})
        if target.name != scope.page.name:
            return text
        text = "PATH" if not target.parameters else text
        if not (scope.search or tables_of(target)):
            return text
        scope.rendering("same_query")
        return f"same_query(request, {text})"

    def _key_for(self, name: str, kind: object) -> str | None:
        assert isinstance(kind, Reference)
        made = self._action.returns
        if made is not None and made == kind.entity:
            return f"result.{field_name(self._scope.model.entity(made).key.name)}"
        for record in self._scope.records:
            if record.parameter.name == name:
                return record.variable
        for item in self._action.parameters:
            if plain(item.type) == kind and item.name in self._given:
                return self._given[item.name]
        return None


def _sent(name: str, field: str, *, is_list: bool = False) -> str:
    """Return the declaration of a value that a form sends, or of several under one name."""
    alias = f'alias="{field}"' if name != field else ""
    if is_list:
        return f"{name}: Annotated[tuple[str, ...], Form({alias})] = ()"
    return f'{name}: Annotated[str, Form({alias})] = ""'


def row_field(part: object, page: Page) -> str:
    """Return what the hidden input of a row's button is called."""
    assert isinstance(part, RowButton)
    is_taken = any(item.name == part.parameter for item in page.parameters)
    return f"row_{part.parameter}" if is_taken else part.parameter
