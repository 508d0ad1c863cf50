"""Fills the templates of prompts, which lie in `prompts/`."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..language_model.chat import Message
from ..question import Question
from ..routing.fingerprint import fingerprint

ZERO_SHOT = "zero_shot"
DIVIDE_AND_CONQUER = "divide_and_conquer"
QUERY_PLAN = "query_plan"
CORRECTION = "correction"
SYSTEM = "system"


@cache
def _environment() -> Environment:
    loader = PackageLoader(__name__.rpartition(".")[0], "prompts")
    # What is filled in goes to a model as it is: there is no markup to escape.
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


def render(name: str, **view: Any) -> str:
    """Return the prompt `name`, filled with a view: plain values that need no further thought."""
    return _environment().get_template(f"{name}.jinja").render(**view)


def opening(style: str, question: Question, dialect: str, schema: str) -> tuple[Message, ...]:
    """Return the messages that ask for a query, in a style, about a schema as a text."""
    text = render(style, schema=schema, question=question.text, evidence=question.evidence)
    system = render(SYSTEM, dialect=dialect or "standard SQL")
    return (Message("system", system), Message("user", text))


@cache
def prompts_version() -> str:
    """Return what changes whenever a template does."""
    loader = PackageLoader(__name__.rpartition(".")[0], "prompts")
    return fingerprint([loader.get_source(_environment(), name)[0] for name in sorted(loader.list_templates())])
