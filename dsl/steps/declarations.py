"""Checks the phrases that actions declare: well formed, with every parameter once, and each of one meaning."""

from collections import Counter
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Span
from ..model import Action, BySystem, Model
from ..phrases import Phrase, parse_phrase
from ..value_types import ListOf, Optional
from .ambiguity import Ambiguity
from .matcher import Pattern
from .names import Names
from .problem import AMBIGUOUS, MALFORMED, PARAMETERS
from .suggestions import shown


def phrase_problems(model: Model) -> Iterator[Diagnostic]:
    """Yield what is wrong with each phrase of each action by itself."""
    for action in model.actions:
        if not isinstance(action.actor, BySystem):
            for phrase in map(parse_phrase, action.phrases):
                yield from _problems(action, phrase)


def _problems(action: Action, phrase: Phrase) -> Iterator[Diagnostic]:
    place = phrase_span(action, phrase.text)
    for problem in phrase.problems:
        span = _within(place, phrase.text, problem.start, problem.end)
        yield Diagnostic(*MALFORMED, problem.message, span, problem.hint)
    if not phrase.problems:
        yield from _parameter_problems(action, phrase)


def _parameter_problems(action: Action, phrase: Phrase) -> Iterator[Diagnostic]:
    place = phrase_span(action, phrase.text)
    declared = Names((item.name, item, ()) for item in action.parameters)
    counted = Counter(node.text for node in phrase.parameters)
    for node in phrase.parameters:
        span = _within(place, phrase.text, node.start, node.end)
        if node.text not in declared.declared:
            message = f"the action {action.name} has no parameter `{node.text}`"
            yield Diagnostic(*PARAMETERS, message, span, declared.hint(node.text))
        elif counted[node.text] > 1:
            counted[node.text] = 1
            yield Diagnostic(*PARAMETERS, f"the parameter {node.text} stands in the phrase twice", span)
    if any(name not in declared.declared for name in counted):
        return  # What seems to be missing may be there under a wrong name.
    for item in action.parameters:
        may_lack = isinstance(item.type, Optional | ListOf) or item.default is not None
        if item.name not in counted and not may_lack:
            message = f"the parameter {item.name} is not in the phrase"
            hint = f"add {{{item.name}}} to the phrase, or give the parameter a default"
            yield Diagnostic(*PARAMETERS, message, place, hint)


def ambiguous_phrase(model: Model, ambiguity: Ambiguity) -> Diagnostic:
    """Return the finding that a sentence has two meanings, at the phrase declared last."""
    first, second = ambiguity.first, ambiguity.second
    if not second.form.action:
        first, second = second, first
    message = f"`{ambiguity.sentence}` can mean `{shown(second)}` and `{shown(first)}`"
    hint = "add a word to one of the phrases that tells them apart"
    related: tuple[Related, ...] = ()
    if first.form.action:
        related = (Related("the other phrase is declared here", _span_of(first, model)),)
    span = _span_of(second, model) if second.form.action else model.system.span
    return Diagnostic(*AMBIGUOUS, message, span, hint, related=related)


def _span_of(pattern: Pattern, model: Model) -> Span:
    """Return where the phrase of an action is written that a pattern was made from."""
    action = model.action(pattern.form.action)
    number = pattern.form.phrases.index(pattern.phrase.text)
    return phrase_span(action, action.phrases[number]) if action.phrases else action.span


def phrase_span(action: Action, phrase: str) -> Span:
    """Return where a phrase of an action is written; the action's own span where it is not found."""
    source, span = action.span.source, action.span
    start = source.text.find(f'"{phrase}"', span.start)
    return Span(source, start + 1, start + 1 + len(phrase)) if start >= 0 else span


def _within(place: Span, phrase: str, start: int, end: int) -> Span:
    """Return the span of some characters of the phrase, where the phrase was found as it is written."""
    return Span(place.source, place.start + start, place.start + end) if place.text == phrase else place
