"""What a person does on the pages: open, type, click, submit."""

from collections.abc import Mapping

from msgspec.structs import replace

from ..expressions import Value, Variable
from ..model import Form, PageButton, PageLink, RowButton, RowLink, TextTemplate
from ..operations import FieldValue, Persona
from ..value_types import Choice, Reference, plain
from ..words import spaced
from .forms import Forms
from .outcomes import Accepted, Key, Outcome, Rejected, StepError
from .parsing import key_from
from .stage import Stage, listed
from .standard_pages import Builtin
from .views import Control, View, input_named
from .visitors import SIGN_IN, TASKS, Place, Visitor


class Browsing:
    """One person at a browser."""

    def __init__(self, stage: Stage, persona: Persona | None) -> None:
        self._stage = stage
        self._persona = persona
        self._visitor: Visitor = stage.visitor(persona)
        self._forms = Forms(stage.index)

    @property
    def view(self) -> View:
        """Return what is seen now; StepError where no page is open."""
        if self._visitor.place is None:
            raise StepError(f"{self._persona.name if self._persona else 'the visitor'} is not on a page yet")
        return self._stage.views.view(self._stage.state, self._visitor)

    @property
    def place(self) -> Place | None:
        """Return where the person is."""
        return self._visitor.place

    def open(self, page: str, arguments: tuple[FieldValue, ...]) -> None:
        """Open a page by its name with the values of its parameters."""
        if page in self._stage.views.standard.titles and page not in self._stage.index.pages:
            self._go(Place(page))
            return
        target, keys = self._stage.index.pages[page], list(self._stage.arguments(_numbered(arguments)).values())
        if len(keys) != len(target.parameters):
            raise StepError(f"the page {page} needs {len(target.parameters)} values, not {len(keys)}", target.span)
        given = zip(target.parameters, keys, strict=True)
        self._go(Place(page, {item.name: self._key(item.type, key) for item, key in given}))

    def enter(self, label: str, value: str) -> None:
        """Type or choose a value in the input with a label."""
        inputs = self.view.inputs
        found = input_named(inputs, label)
        if found is None:
            names = listed(f'"{item.label}"' for item in inputs)
            raise StepError(f'there is no input "{label}" on this page; inputs: {names}')
        kind = plain(found.type)
        if isinstance(kind, Choice) and value and value not in kind.members:
            raise StepError(f'the input "{label}" offers no "{value}"; it offers {", ".join(kind.members)}')
        self._visitor.entered[label] = value

    def click(self, label: str, row: str | None) -> Outcome | None:
        """Click a link or button; return the outcome of the action that it does, if any."""
        control = self._control(self.view, label, row)
        return self._use(control)

    def submit(self) -> Outcome | None:
        """Submit the only form of the page."""
        forms = [item for item in self.view.controls if isinstance(item.element, Form) or _is_sign_in(item)]
        if len(forms) != 1:
            raise StepError(f"this page has {len(forms)} forms; click the button of one")
        return self._use(forms[0])

    def ask(self) -> None:
        """Ask a question; what the answer is remains open."""
        if self.view.question_box is None:
            raise StepError("there is no box for questions on this page; give it the clause `ask`")
        self._stage.interpreter.recorder.page_parts.add(self.view.question_box)
        self._stage.has_asked = True

    def _control(self, view: View, label: str, row: str | None) -> Control:
        controls = list(view.all_controls())
        if row is not None:
            rows = [item for item in view.rows if item.shows(row)]
            if not rows:
                shown = listed(" | ".join(cell[2] for cell in item.cells) for item in view.rows)
                raise StepError(f'there is no row that shows "{row}"; rows: {shown}')
            controls = [control for item in rows for control in item.controls]
        found = [control for control in controls if control.label == label]
        if not found:
            names = listed(dict.fromkeys(f'"{control.label}"' for control in controls), 12)
            where = f'in the row of "{row}"' if row is not None else "on this page"
            raise StepError(f'there is no "{label}" to click {where}; there is: {names}')
        if sum(control.row is not None for control in found) > 1:
            raise StepError(f'"{label}" stands in {len(found)} rows: say in the row of what')
        return found[0]

    def _use(self, control: Control) -> Outcome | None:
        element = control.element
        if not isinstance(element, Builtin):
            self._stage.interpreter.recorder.page_parts.add(element.id)
        match element:
            case Form(action=None):
                return self._search(element)
            case Form():
                return self._submit(element)
            case RowLink(page=page):
                self._go(self._target(page, (control.row,)))
            case PageLink(page=page):
                self._go(self._target(page, ()))
            case RowButton(action=action, opens=opens, parameter=parameter):
                return self._act(action, {parameter: control.row}, opens)
            case PageButton(action=action, bound=bound, opens=opens):
                return self._act(action, self._bound(bound), opens)
            case Builtin():
                return self._use_builtin(element)
        return None

    def _search(self, form: Form) -> Outcome | None:
        values, problems = self._forms.read(form, self._visitor.entered)
        if problems:
            (name, message), *others = problems
            rule, rest = f"{form.id}/field:{name}", tuple(problem for _, problem in others)
            return self._stay(Rejected(rule, message, form.span, others=rest))
        place = self._target(form.opens, ())
        self._go(replace(place, inputs=values))
        return None

    def _submit(self, form: Form) -> Outcome:
        assert form.action is not None
        action = self._stage.index.actions[form.action]
        values, problems = self._forms.read(form, self._visitor.entered)
        if problems:
            (name, message), *others = problems
            rule, rest = f"{action.id}/parameter:{name}", tuple(problem for _, problem in others)
            return self._stay(Rejected(rule, message, action.span, others=rest))
        return self._act(form.action, {**self._bound(form.bound), **values}, form.opens)

    def _act(self, action: str, arguments: Mapping[str, Value], opens: str) -> Outcome:
        outcome = self._stage.perform(self._persona, action, arguments)
        if not isinstance(outcome, Accepted):
            return self._stay(outcome)
        done = self._stage.index.actions[action]
        keys = {done.returns: outcome.value} if done.returns is not None and outcome.value is not None else {}
        self._go(self._target(opens, tuple(arguments.values()), keys))
        self._visitor.flash = confirmation(done.confirmation, arguments, outcome.value)
        return outcome

    def _stay(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Rejected):
            self._stage.interpreter.recorder.rejections.add(outcome.rule_id)
        self._visitor.flash = ""
        others = outcome.others if isinstance(outcome, Rejected) else ()
        self._visitor.message = "" if isinstance(outcome, Accepted) else "\n".join((outcome.message, *others))
        self._stage.last = outcome
        return outcome

    def _bound(self, names: tuple[str, ...]) -> dict[str, Value]:
        place = self._visitor.place
        return {name: place.arguments[name] for name in names} if place else {}

    def _target(self, name: str, keys: tuple[Value, ...], made: Mapping[str, Key] | None = None) -> Place:
        """Return a page with its parameters filled: from what was made, from this page, from what was used."""
        page, here = self._stage.index.pages.get(name), self._visitor.place
        if page is None:
            return Place(name)
        arguments: dict[str, Key] = {}
        for parameter in page.parameters:
            kind = plain(parameter.type)
            entity = kind.entity if isinstance(kind, Reference) else ""
            known = self._stage.state.records.get(entity, {})
            options = [(made or {}).get(entity), here.arguments.get(parameter.name) if here else None, *keys]
            fitting = [key for key in options if isinstance(key, str | int) and key in known]
            if fitting:
                arguments[parameter.name] = fitting[0]
        return Place(name, arguments)

    def _go(self, place: Place) -> None:
        page = self._stage.index.pages.get(place.page)
        self._stage.interpreter.recorder.pages.add(page.id if page else f"page:{place.page}")
        needs_person = bool(page.roles) if page else place.page == TASKS
        if needs_person and self._visitor.person is None:
            self._visitor.move(Place(SIGN_IN))
            self._visitor.wanted = place
            return
        self._visitor.move(place)

    def _use_builtin(self, element: Builtin) -> Outcome | None:
        match element.does:
            case "open":
                self._go(Place(element.argument))
            case "sign out":
                self._visitor.person = None
                self._go(self._stage.views.standard.home)
            case "sign in":
                return self._sign_in()
            case _:
                return self._answer(element)
        return None

    def _sign_in(self) -> Outcome:
        standard, visitor = self._stage.views.standard, self._visitor
        identifier, password = (visitor.entered.get(item.label, "") for item in standard.sign_in_inputs)
        for role in standard.sign_in_roles:
            person = self._stage.interpreter.sign_in(self._stage.state, role, identifier, password)
            if person is not None:
                self._stage.sign_in(visitor, person)
                wanted, visitor.wanted = visitor.wanted, None
                self._go(wanted or standard.home)
                return Accepted()
        return self._stay(Rejected("sign-in", standard.rejection))

    def _answer(self, element: Builtin) -> Outcome | None:
        task, person = self._stage.state.tasks[element.task], self._visitor.person
        assert person is not None  # the Tasks page shows no row to others
        outcome = self._stage.interpreter.answer(self._stage.state, person, task, element.argument)
        self._stage.last = outcome
        if not isinstance(outcome, Accepted):
            return self._stay(outcome)
        self._go(Place(TASKS))
        self._visitor.flash = f"Your answer “{spaced(element.argument)}” was recorded"
        return outcome

    def _key(self, kind: object, key: Value) -> Key:
        bare = kind.entity if isinstance(kind, Reference) else None
        text = key if isinstance(key, str | int) else str(key)
        return key_from(text, self._stage.index.entities[bare].key.type) if bare else text


def confirmation(template: TextTemplate, arguments: Mapping[str, Value], made: Value) -> str:
    """Return what a page says of an action that is done; a record which it was not given is the one it made."""
    parts = template.parts
    return "".join(str(arguments.get(part.name, made) if isinstance(part, Variable) else part) for part in parts)


def _numbered(arguments: tuple[FieldValue, ...]) -> list[tuple[str, FieldValue]]:
    return [(str(number), argument) for number, argument in enumerate(arguments)]


def _is_sign_in(control: Control) -> bool:
    return isinstance(control.element, Builtin) and control.element.does == "sign in"
