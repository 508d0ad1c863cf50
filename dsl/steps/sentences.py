"""All sentences of a model: what a text can mean in a phase, and what to say when it means nothing."""

from collections.abc import Iterator

from msgspec import Struct

from .cast import Cast, Subject
from .forms import FORMS
from .forms_actions import action_forms
from .matcher import Matcher, Pattern, Reading, compile_patterns
from .problem import UNBOUND, Problem
from .slots import built_in_slots
from .suggestions import nearest, says_line, usual
from .vocabulary import Vocabulary

PHASES = ("given", "when", "then")


class Candidate(Struct, frozen=True):
    """A reading of a sentence; `subject` is the person it is about, where the form has one."""

    reading: Reading
    subject: Subject | None

    @property
    def problem(self) -> Problem | None:
        """Return what is wrong with the reading or its subject, placed within the whole sentence."""
        problem = self.reading.problem
        if self.subject is None:
            return problem
        if problem:
            return problem.moved(self.subject.rest.start)
        return self.subject.problem


class Sentences:
    """Finds the meanings of texts; it keeps no state but a memory of texts already read."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take the names of a model, which also know its actions."""
        self.patterns: tuple[Pattern, ...] = compile_patterns(
            (*FORMS, *action_forms(vocabulary)), built_in_slots(vocabulary)
        )
        self._plain = {phase: self._matcher(phase, by_person=False) for phase in PHASES}
        self._by_person = {phase: self._matcher(phase, by_person=True) for phase in PHASES}

    def _matcher(self, phase: str, *, by_person: bool) -> Matcher:
        forms = (pattern for pattern in self.patterns if pattern.form.by_person == by_person)
        return Matcher(pattern for pattern in forms if phase in pattern.form.phases)

    def candidates(self, phase: str, text: str, cast: Cast) -> Iterator[Candidate]:
        """Yield all that a text can mean, for the people of a scenario."""
        for reading in self._plain[phase].read(text):
            yield Candidate(reading, None)
        subject = cast.subject(text)
        if subject:
            for reading in self._by_person[phase].read(subject.rest.text, cast.role(subject.person)):
                yield Candidate(reading, subject)

    def unbound(self, phase: str, text: str, cast: Cast, language: str) -> Problem:
        """Return the problem that a text means nothing in this phase, with the way out."""
        message = "no sentence form fits this step"
        for other in ("when", "then", "given"):
            if any(candidate.problem is None for candidate in self.candidates(other, text, cast)):
                return Problem(UNBOUND, message, f"it is a sentence for {other.capitalize()}", 0, len(text))
        subject = cast.subject(text)
        here = [pattern for pattern in self.patterns if phase in pattern.form.phases]
        close = nearest(text, subject.rest.text if subject else None, here)
        hints = [f"did you mean {' or '.join(f'`{name}`' for name in close)}?"] if close else []
        if subject and phase != "then":
            hints.append(f"to bind it, let an action have: {says_line(subject.rest.text)}")
        return Problem(UNBOUND, message, "; ".join(hints) or usual(phase, language), 0, len(text))
