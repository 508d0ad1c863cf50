"""What calibrating a cascade of three public systems brings on Spider's development set, for several budgets.

A local model answers first, then GPT-4 zero-shot, then DIN-SQL. Thresholds and calibrations are chosen on four fifths
of the databases and measured on the others. The trust that they start from has seen answers to these questions.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from public_outcomes import Asked, ask_all

from weft.analyzers.text_to_sql.calibrating.choosing import Goal, crossed
from weft.analyzers.text_to_sql.calibrating.log_traces import Label, Learnt, learn
from weft.analyzers.text_to_sql.calibrating.replay import mean
from weft.analyzers.text_to_sql.evaluation.judging import Judgement
from weft.analyzers.text_to_sql.evaluation.measures import mix_gain
from weft.analyzers.text_to_sql.evaluation.outcome import Point
from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.routing.decision_log import LoggedAnswer, LoggedStep
from weft.analyzers.text_to_sql.routing.policy import Action
from weft.analyzers.text_to_sql.routing.trust import shipped_trust
from weft.analyzers.text_to_sql.verification.agreement import compare
from weft.analyzers.text_to_sql.verification.result_sets import same_results

SYSTEMS = ("CodeS-1B", "GPT-4 zero-shot", "DIN-SQL GPT-4")
PAIRS = [(SYSTEMS[0], SYSTEMS[1]), (SYSTEMS[2], SYSTEMS[0])]
BUDGETS = (500, 2_000, 4_000, 8_000)


def agree(first: Judgement, second: Judgement) -> bool:
    ours, theirs = first.verified.candidate.result, second.verified.candidate.result
    return ours is not None and theirs is not None and same_results(ours, theirs, in_order=first.verified.is_sorted)


def logged(at: int, asked: Asked) -> tuple[LoggedAnswer, list[Label]]:
    """Return a question as the log has it when every system is asked, and who was right."""
    given = {name: judged for pair in asked.judged.values() for name, judged in pair.items()}
    steps: list[LoggedStep] = []
    for place, name in enumerate(SYSTEMS, 1):
        verified = given[name].verified
        compared = compare([given[other].verified for other in SYSTEMS[:place]])
        same = tuple(step.pipeline for step in steps if agree(given[name], given[step.pipeline]))
        result = verified.candidate.result
        steps.append(
            LoggedStep(
                name,
                "",
                Action.ESCALATE,
                "",
                Usage(prompt_tokens=round(asked.tokens[name])),
                sql=verified.candidate.sql,
                problems=verified.problems,
                doubts=verified.doubts,
                findings=verified.findings,
                row_count=len(result.rows) if result else None,
                likenesses=tuple(one.likeness for one in compared if one),
                agrees_with=same,
                differs_from=tuple(step.pipeline for step in steps if result and step.pipeline not in same),
            )
        )
    entry = LoggedAnswer(
        datetime(2026, 1, 1),
        str(at),
        asked.database,
        "cascade",
        "",
        tier=SYSTEMS[-1],
        hardness=asked.estimate.hardness,
        steps=tuple(steps),
    )
    return entry, [Label(str(at), given[name].is_right, pipeline=name) for name in SYSTEMS]


@pytest.fixture(scope="module")
def learnt(corpora: Path) -> Learnt:
    rows = [logged(at, asked) for at, asked in enumerate(ask_all(corpora, PAIRS))]
    return learn([entry for entry, _ in rows], [label for _, labels in rows for label in labels], shipped_trust())


def always(learnt: Learnt) -> Sequence[Point]:
    """Return what each system makes of all questions by itself."""
    return [
        Point(
            sum(trace.attempts[at].is_right for trace in learnt.traces) / len(learnt.traces),
            sum(trace.attempts[at].tokens for trace in learnt.traces) / len(learnt.traces),
        )
        for at in range(len(SYSTEMS))
    ]


def test_a_calibrated_cascade_keeps_its_budget_and_beats_mixtures(learnt: Learnt) -> None:
    fixed = always(learnt)
    print(f"\n  {len(learnt.traces)} questions of {len({trace.database for trace in learnt.traces})} databases")
    for name, point in zip(SYSTEMS, fixed, strict=True):
        print(f"  always {name:<18} right {point.accuracy:.1%}  tokens {point.tokens:7,.0f}")
    for budget in BUDGETS:
        fate = mean(crossed(learnt.traces, learnt.order, Goal(tokens=budget), 0.35))
        gain = mix_gain(Point(fate.right, fate.tokens), fixed)
        print(
            f"  within {budget:>6,} tokens        right {fate.right:.1%}  tokens {fate.tokens:7,.0f}  "
            f"of those answered {fate.precision or 0:.1%}  asked on {fate.escalated:.1%}  mix gain {gain:+.3f}"
        )
        assert fate.tokens <= 1.1 * budget
        assert gain > 0
