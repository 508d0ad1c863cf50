"""Emits `app/asking`: what may be asked on which page, the read-only way into the database, and the answers."""

import json
from collections.abc import Iterable, Iterator

from ...dsl.model import Model, QuestionBox
from ...dsl.words import snake_case
from ...templates.rendering import render
from ..backend import OutputFile
from .scopes import scopes_of

FOLDER = "app/asking"
MODULES = ("__init__", "answers", "reading")


class AskingBackend:
    """The answers to questions in plain words; nothing where no page has a box for them."""

    name = "asking"

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the files behind the boxes for questions."""
        return list(_files(model))


def _files(model: Model) -> Iterator[OutputFile]:
    boxes = [(page, part) for page in model.pages for part in page.parts if isinstance(part, QuestionBox)]
    if not boxes:
        return
    elements = tuple(box.id for _, box in boxes)
    for name in MODULES:
        yield OutputFile(f"{FOLDER}/{name}.py", render(f"asking/{name}.py.jinja"), elements)
    statements: dict[str, str] = {}
    for page, box in boxes:
        scopes = scopes_of(page, box, model)
        for scope in scopes:
            statements |= scope.statements
        content = {scope.role: scope.content for scope in scopes}
        text = json.dumps(content, indent=2, ensure_ascii=False)
        yield OutputFile(f"{FOLDER}/{snake_case(page.name)}.json", f"{text}\n", (page.id, box.id))
    text = "\n\n".join(f"-- name: {name}\n{sql};" for name, sql in sorted(statements.items()))
    yield OutputFile("app/database/queries/seen.sql", f"{text}\n", elements)
