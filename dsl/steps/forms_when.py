"""Forms for what happens without an action's own phrase: time passes, people sign in and out, and answer."""

from ..operations import AnswerTask, PassTime, SignOut, TrySignIn
from .captured import Captured
from .form import Built, Form
from .problem import BAD_VALUE, Problem

_ALSO_GIVEN = ("given", "when")


def _sign_in(captured: Captured) -> Built:
    if captured.subject is None:
        return Problem(BAD_VALUE, "it is not said in which role", 'write <role> "<name>" signs in …')
    identifier = captured.texts[0] if len(captured.texts) > 1 else captured.identifier
    return TrySignIn(captured.subject.name, identifier, captured.texts[-1])


WHEN_FORMS = (
    Form(("{duration} pass/passes",), lambda c: PassTime(c.duration), _ALSO_GIVEN),
    Form(("signs/sign in with (the) password {text}",), _sign_in, _ALSO_GIVEN, by_person=True, needs_person=True),
    Form(("signs/sign in as {text} with (the) password {text}",), _sign_in, _ALSO_GIVEN, by_person=True),
    Form(("signs/sign out",), lambda c: SignOut(c.somebody), _ALSO_GIVEN, by_person=True, needs_person=True),
    Form(
        ("answers/answer {answer} to the task {text}",),
        lambda c: AnswerTask(c.somebody, c.answer, c.texts[0]),
        _ALSO_GIVEN,
        by_person=True,
        needs_person=True,
    ),
)
