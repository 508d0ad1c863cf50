"""Steps on pages as code: opening, typing, clicking, and looking."""

from ...dsl.model import Column, Step, Table
from ...dsl.operations import (
    AskQuestion,
    Click,
    EnterValue,
    ExpectAnswer,
    ExpectPage,
    ExpectRow,
    ExpectText,
    OpenPage,
    Operation,
    Persona,
    SubmitForm,
)
from ..names import python_name
from .script import Script

NO_ANSWER = "I cannot answer that"
STANDARD = {"SignIn": ("Sign in", "/sign-in"), "Tasks": ("Tasks", "/tasks")}


def write_page_step(script: Script, step: Step) -> bool:
    """Write a step that acts on a page or looks at one; False where it is something else."""
    operation = step.operation
    match operation:
        case OpenPage(persona=persona):
            script.write(f"{browser(script, persona)}.open({_address(script, operation)})")
        case EnterValue(persona=persona, label=label, value=value):
            entered = f"{script.said(value, label)}, into={script.said(label, 'label')}"
            script.write(f"{browser(script, persona)}.enter({entered})")
        case Click(persona=persona, label=label, row=row):
            place = f", in_row_of={script.said(row, 'row')}" if row is not None else ""
            script.write(f"{_acting(script, persona)}.click({script.said(label, 'button')}{place})")
        case SubmitForm(persona=persona):
            script.write(f"{_acting(script, persona)}.submit()")
        case AskQuestion(persona=persona, question=question):
            script.write(f'{_acting(script, persona)}.enter({script.said(question, "question")}, into="Your question")')
            script.write(f'{script.last_browser}.click("Ask")')
        case ExpectAnswer():
            _expect_answer(script, operation)
        case ExpectText(persona=persona, text=text, is_shown=is_shown):
            seen = f"{browser(script, persona)}.sees({script.said(text, 'text')})"
            script.write(f"assert {seen}" if is_shown else f"assert not {seen}")
        case ExpectPage(persona=persona, page=page):
            script.need("tests.drivers.pages", "is_on")
            script.write(f"assert is_on({browser(script, persona)}, {_place(script, page)})")
        case ExpectRow():
            _expect_row(script, operation)
        case _:
            return False
    return True


def _expect_answer(script: Script, operation: ExpectAnswer) -> None:
    """Write what the answer to the question shows that was asked last."""
    pages = script.last_browser
    if operation.text is None:
        script.write(f'assert {pages}.sees("{NO_ANSWER}")')
        return
    answered = f"{pages}.answers({script.said(operation.text, 'answer')})"
    script.write(f"assert {answered}" if operation.is_shown else f"assert not {answered}")


def browser(script: Script, persona: Persona | None) -> str:
    """Return the variable of a person's browser, with the person signed in there."""
    if persona not in script.browsers:
        script.browsers[persona] = _browser_for(script, persona)
    variable = script.browsers[persona]
    if persona in script.signed_in and script.shown_to.get(variable) != persona and persona in script.accounts:
        script.need("tests.drivers.pages", "sign_in")
        script.write(f"sign_in({variable}, {script.accounts[persona].variable})")
        script.shown_to[variable] = persona
    return variable


def browsers_needed(script_steps: tuple[Step, ...]) -> list[Persona | None]:
    """Return who looks at pages in these steps, each once, in their order."""
    people = [getattr(step.operation, "persona", None) for step in script_steps if _is_on_page(step.operation)]
    return list(dict.fromkeys(people))


def _is_on_page(operation: Operation | None) -> bool:
    return operation is not None and operation.on_page


def _browser_for(script: Script, persona: Persona | None) -> str:
    # Somebody who was never introduced is the visitor who has just signed in.
    if persona not in script.accounts and persona is not None and None in script.browsers:
        return script.browsers[None]
    if len(browsers_needed(script.scenario.steps)) <= 1:
        return "pages"
    variable = script.new_variable(f"pages of {persona.name if persona else 'visitor'}")
    script.write(f"{variable} = new_pages()")
    return variable


def _acting(script: Script, persona: Persona | None) -> str:
    script.last_browser = browser(script, persona)
    return script.last_browser


def _address(script: Script, operation: OpenPage) -> str:
    if operation.page in STANDARD and all(page.name != operation.page for page in script.model.pages):
        return f'"{STANDARD[operation.page][1]}"'
    page = script.model.page(operation.page)
    path = page.path
    for parameter, argument in zip(page.parameters, operation.arguments, strict=True):
        text = script.value(argument, parameter.type, parameter.name)
        path = path.replace(f"{{{parameter.name}}}", f"{{address({text})}}")
    if page.parameters:
        script.need("tests.drivers.pages", "address")
        return _spliced(path)
    return f'"{path}"'


def _spliced(path: str) -> str:
    """Return a path with expressions in it as a sum of texts, which suits any literal."""
    parts: list[str] = []
    rest = path
    while "{address(" in rest:
        before, _, rest = rest.partition("{address(")
        inner, _, rest = rest.partition(")}")
        parts += [f'"{before}"', f"address({inner})"] if before else [f"address({inner})"]
    return " + ".join([*parts, *([f'"{rest}"'] if rest else [])])


def _place(script: Script, name: str) -> str:
    """Return the title of a page and, where other pages share the title, its path."""
    page = next((item for item in script.model.pages if item.name == name), None)
    title, path = (page.title, page.path) if page else STANDARD[name]
    titles = [item.title for item in script.model.pages] + [item[0] for item in STANDARD.values()]
    shared = titles.count(title) > 1
    said = script.literals.plain_text(title)
    return f'{said}, "{path}"' if shared else said


def _expect_row(script: Script, operation: ExpectRow) -> None:
    pages = browser(script, operation.persona)
    seen = [f"{pages}.sees_row({{{', '.join(cells)}}})" for cells in _spellings(script, operation)]
    found = " or ".join(seen)
    if operation.is_shown:
        script.write(f"assert {found}")
    else:
        script.write(f"assert not ({found})" if len(seen) > 1 else f"assert not {found}")


def _spellings(script: Script, operation: ExpectRow) -> list[list[str]]:
    """Return the cells under the headings of each table that has all these columns."""
    found: dict[tuple[str, ...], list[str]] = {}
    for page in script.model.pages:
        for table in page.parts:
            if isinstance(table, Table):
                labels = [_heading(table.columns, name) for name, _ in operation.cells]
                if None not in labels:
                    found.setdefault(tuple(str(label) for label in labels), [])
    labels_found = list(found) or [tuple(name for name, _ in operation.cells)]
    return [
        [
            f"{script.literals.plain_text(label)}: {script.said(text, python_name(name))}"
            for label, (name, text) in zip(labels, operation.cells, strict=True)
        ]
        for labels in labels_found
    ]


def _heading(columns: tuple[Column, ...], name: str) -> str | None:
    return next((column.label for column in columns if name in (column.name, column.label)), None)
