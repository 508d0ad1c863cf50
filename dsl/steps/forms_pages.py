"""Forms for what people do on pages, and what they see there."""

from ..operations import (
    AskQuestion,
    Click,
    EnterValue,
    ExpectAnswer,
    ExpectPage,
    ExpectRow,
    ExpectText,
    OpenPage,
    SubmitForm,
)
from .captured import Captured
from .form import Built, Form

_DONE = ("given", "when")
_SEEN = ("then",)


def _enter(captured: Captured) -> Built:
    return tuple(EnterValue(captured.person, label, value) for label, value in captured.pairs)


def _click(captured: Captured) -> Built:
    row = captured.texts[1] if len(captured.texts) > 1 else None
    return Click(captured.person, captured.texts[0], row)


PAGE_FORMS = (
    Form(
        ("opens/open the {page} page", "opens/open the {page} page of/for {record}"),
        lambda c: OpenPage(c.person, c.page.name, tuple(c.records)),
        _DONE,
        by_person=True,
    ),
    Form(("enters/enter {pairs}",), _enter, _DONE, by_person=True),
    Form(("selects/select {pairs}",), _enter, _DONE, by_person=True),
    Form(
        ("clicks/presses/click/press {text}", "clicks/presses/click/press {text} in the row of/with {text}"),
        _click,
        _DONE,
        by_person=True,
    ),
    Form(("submits/submit the form",), lambda c: SubmitForm(c.person), _DONE, by_person=True),
    Form(("asks/ask {text}",), lambda c: AskQuestion(c.person, c.texts[0]), _DONE, by_person=True),
    Form(("the answer shows {text}",), lambda c: ExpectAnswer(c.texts[0]), _SEEN),
    Form(("the answer does not show {text}",), lambda c: ExpectAnswer(c.texts[0], False), _SEEN),
    Form(("there is no answer",), lambda _: ExpectAnswer(None), _SEEN),
    Form(("sees/see {text}",), lambda c: ExpectText(c.person, c.texts[0]), _SEEN, by_person=True),
    Form(("does/do not see {text}",), lambda c: ExpectText(c.person, c.texts[0], False), _SEEN, by_person=True),
    Form(("is/am/are on the {page} page",), lambda c: ExpectPage(c.person, c.page.name), _SEEN, by_person=True),
    Form(("sees/see a row with {cells}",), lambda c: ExpectRow(c.person, c.pairs), _SEEN, by_person=True),
    Form(("does/do not see a row with {cells}",), lambda c: ExpectRow(c.person, c.pairs, False), _SEEN, by_person=True),
)
