"""The checks of a whole model, one file each; `weft explain` prints what they say of themselves."""

from ..check import Check
from .check_never_true import CheckNeverTrue
from .circular_need import CircularNeed
from .decision_gap import DecisionGap
from .decision_overlap import DecisionOverlap
from .duplicate_page_path import DuplicatePagePath
from .eventually_violated import EventuallyViolated
from .guard_never_true import GuardNeverTrue
from .join_never_fires import JoinNeverFires
from .missing_scenario import MissingScenario
from .missing_undo import MissingUndo
from .never_violated import NeverViolated
from .public_exposure import PublicExposure
from .retry_without_timeout import RetryWithoutTimeout
from .scenario_contradicts_rule import ScenarioContradictsRule
from .shadowed_guard import ShadowedGuard
from .shadowed_row import ShadowedRow
from .state_without_exit import StateWithoutExit
from .unanswerable_question_box import UnanswerableQuestionBox
from .undeclared_need import UndeclaredNeed
from .unhandled_outcome import UnhandledOutcome
from .unknown_answer import UnknownAnswer
from .unpinned_threshold import UnpinnedThreshold
from .unreachable_state import UnreachableState
from .untested_requirement import UntestedRequirement
from .unused_definition import UnusedDefinition

# In the order of their codes.
CHECKS: tuple[Check, ...] = (
    ScenarioContradictsRule(),
    MissingScenario(),
    UnusedDefinition(),
    UnreachableState(),
    StateWithoutExit(),
    UnhandledOutcome(),
    UnknownAnswer(),
    RetryWithoutTimeout(),
    MissingUndo(),
    JoinNeverFires(),
    DecisionGap(),
    DecisionOverlap(),
    ShadowedRow(),
    GuardNeverTrue(),
    ShadowedGuard(),
    EventuallyViolated(),
    NeverViolated(),
    UndeclaredNeed(),
    CircularNeed(),
    UntestedRequirement(),
    DuplicatePagePath(),
    UnpinnedThreshold(),
    CheckNeverTrue(),
    UnanswerableQuestionBox(),
    PublicExposure(),
)
