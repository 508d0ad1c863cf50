"""Finds boxes for questions about what the people who ask may not see."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from ..model import Model, Page, QuestionBox
from ..model_visibility import askers, grants
from ..words import words_of


class UnanswerableQuestionBox(Check):
    """A box for questions is about records of which a role that the page is for may see nothing.

    Answers reveal only what the pages and interfaces of the asking role show. Where they show nothing of an entity,
    every question about it stays without an answer.

    Bad:
        Role: Reader
          signs in with email, password
        Role: Clerk
          signs in with email, password
        Entity: Book
          title: text(80) key
        Page: Books at "/" for Clerk
          table of Book
          columns title
        Page: Questions at "/questions" for Reader
          ask about Book

    Good:
        Role: Reader
          signs in with email, password
        Entity: Book
          title: text(80) key
        Page: Books at "/" for Reader
          table of Book
          columns title
        Page: Questions at "/questions" for Reader
          ask about Book
    """

    code = "DSL073"
    name = "unanswerable-question-box"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each box and entity of which a role may see nothing."""
        for page in context.model.pages:
            for part in page.parts:
                if isinstance(part, QuestionBox):
                    yield from self._box(page, part, context.model)

    def _box(self, page: Page, box: QuestionBox, model: Model) -> Iterator[Diagnostic]:
        for role in askers(page):
            who = role or "a visitor"
            for name in box.entities:
                if not grants(model.entity(name), role, model):
                    hint = (
                        f"show it on a page for {role}, or leave it out" if role else "show it on a page for everybody"
                    )
                    yield self.finding(box.span, f"{who} may see no {words_of(name)}, so no question is answered", hint)
            if not box.entities and not any(grants(entity, role, model) for entity in model.entities):
                message = f"{who} may see no records at all, so no question is answered"
                yield self.finding(box.span, message, "show records in a table on another page")
