"""Logs of decisions that tests make up: a cheap pipeline that knows how sure it is, and a dear one."""

from datetime import datetime
from random import Random

from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.routing.decision_log import LoggedAnswer, LoggedStep
from weft.analyzers.text_to_sql.routing.policy import Action
from weft.analyzers.text_to_sql.verification.likeness import Likeness

TOKENS, COST = 1_000, 0.01


def step(pipeline: str, sql: str, before: tuple[LoggedStep, ...] = (), confidence: float | None = None) -> LoggedStep:
    """Return an attempt; the same SQL as before gives the same result."""
    sqls = [*(one.sql for one in before), sql]
    alike = [float(sqls.count(one) > 1) for one in sqls]
    return LoggedStep(
        pipeline,
        "it is next",
        Action.ESCALATE,
        "it is in doubt",
        Usage() if pipeline == "offline" else Usage(prompt_tokens=TOKENS, calls=1, cost=COST),
        sql=sql,
        confidence=confidence,
        row_count=1,
        agrees_with=tuple(one.pipeline for one in before if one.sql == sql),
        differs_from=tuple(one.pipeline for one in before if one.sql != sql),
        likenesses=tuple(Likeness(one, one, one) for one in alike),
    )


def entry(
    *steps: LoggedStep, is_right: bool | None = None, question: str = "How many?", schema: str = "shop"
) -> LoggedAnswer:
    """Return a question with its attempts; the last one answered it."""
    return LoggedAnswer(
        datetime(2026, 5, 4, 3, 2, 1),
        question,
        schema,
        "cascade",
        "nobody is left to ask",
        tier=steps[-1].pipeline,
        sql=steps[-1].sql,
        steps=steps,
        is_right=is_right,
    )


def many(count: int, *, are_judged: bool = True, below: float = 1.0) -> list[LoggedAnswer]:
    """Return questions about eight databases: sure cheap answers are mostly right, unsure ones the dear one knows.

    The dear pipeline is asked where the cheap one is less sure than `below`.
    """
    random = Random(0)
    entries: list[LoggedAnswer] = []
    for at in range(count):
        confidence = random.choice((0.2, 0.4, 0.6, 0.8, 0.95))
        cheap, dear = random.random() < confidence, random.random() < 0.85
        first = step("offline", "SELECT 1" if cheap else "SELECT 2", confidence=confidence)
        second = step("basic", "SELECT 1" if dear else "SELECT 3", (first,))
        steps = (first, second) if confidence < below else (first,)
        is_right = (dear if confidence < below else cheap) if are_judged else None
        entries.append(entry(*steps, is_right=is_right, question=f"question {at}", schema=f"database_{at % 8}"))
    return entries
