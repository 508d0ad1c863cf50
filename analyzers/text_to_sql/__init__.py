"""Answers questions with SQL: estimates, answers cheaply, verifies, and escalates only where that pays."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .complexity.estimate import Estimate, Estimator, shipped_models
    from .complexity.hardness import Hardness
    from .database import Database, Result
    from .language_model.allowance import Allowance
    from .language_model.chat import Chat, ChatFailed, Completion, Message
    from .language_model.endpoint import Endpoint
    from .language_model.prices import Price, PriceList
    from .language_model.usage import Usage
    from .linking.column_model import shipped_column_model
    from .linking.pruning import BudgetTooSmall, Pruned, Pruner
    from .pipeline import Attempt, Candidate, Pipeline, PipelineKind
    from .pipelines import PIPELINES
    from .pipelines.advanced import Advanced
    from .pipelines.basic import Basic
    from .pipelines.intermediate import Intermediate
    from .pipelines.offline import OfflinePipeline
    from .policies.cascade import Cascade
    from .policies.enough_tier import EnoughTier
    from .policies.estimate_only import EstimateOnly
    from .policies.fixed import Fixed
    from .question import Question
    from .routing.answer import Answer, Step
    from .routing.budget import Budget
    from .routing.cache import Cache, Match, Remembered
    from .routing.decision_log import LoggedAnswer, LoggedStep, UnusableLog, logged, read_log, write_line
    from .routing.forecast import Forecast, Forecaster
    from .routing.ledger import Entry, Ledger
    from .routing.lengths import shipped_lengths
    from .routing.policy import Action, Decision, Policy
    from .routing.router import Router
    from .routing.trust import Trust, shipped_trust
    from .schema.catalog import schema_of_catalog
    from .schema.schema import Column, ForeignKey, Schema, Table
    from .settings import NoModel, Settings
    from .stages import Stage
    from .verification.safety import refusals
    from .verification.verify import Limits, Verified, verify

__all__ = [
    "PIPELINES",
    "Action",
    "Advanced",
    "Allowance",
    "Answer",
    "Attempt",
    "Basic",
    "Budget",
    "BudgetTooSmall",
    "Cache",
    "Candidate",
    "Cascade",
    "Chat",
    "ChatFailed",
    "Column",
    "Completion",
    "Database",
    "Decision",
    "Endpoint",
    "EnoughTier",
    "Entry",
    "Estimate",
    "EstimateOnly",
    "Estimator",
    "Fixed",
    "Forecast",
    "Forecaster",
    "ForeignKey",
    "Hardness",
    "Intermediate",
    "Ledger",
    "Limits",
    "LoggedAnswer",
    "LoggedStep",
    "Match",
    "Message",
    "NoModel",
    "OfflinePipeline",
    "Pipeline",
    "PipelineKind",
    "Policy",
    "Price",
    "PriceList",
    "Pruned",
    "Pruner",
    "Question",
    "Remembered",
    "Result",
    "Router",
    "Schema",
    "Settings",
    "Stage",
    "Step",
    "Table",
    "Trust",
    "UnusableLog",
    "Usage",
    "Verified",
    "logged",
    "read_log",
    "refusals",
    "schema_of_catalog",
    "shipped_column_model",
    "shipped_lengths",
    "shipped_models",
    "shipped_trust",
    "verify",
    "write_line",
]

# Where each name stands: what brings a parser or models with it is imported when it is asked for.
_PLACES = {
    "Action": "routing.policy",
    "Advanced": "pipelines.advanced",
    "Allowance": "language_model.allowance",
    "Answer": "routing.answer",
    "Attempt": "pipeline",
    "Basic": "pipelines.basic",
    "Budget": "routing.budget",
    "BudgetTooSmall": "linking.pruning",
    "Cache": "routing.cache",
    "Candidate": "pipeline",
    "Cascade": "policies.cascade",
    "Chat": "language_model.chat",
    "ChatFailed": "language_model.chat",
    "Column": "schema.schema",
    "Completion": "language_model.chat",
    "Database": "database",
    "Decision": "routing.policy",
    "Endpoint": "language_model.endpoint",
    "EnoughTier": "policies.enough_tier",
    "Entry": "routing.ledger",
    "Estimate": "complexity.estimate",
    "EstimateOnly": "policies.estimate_only",
    "Estimator": "complexity.estimate",
    "Fixed": "policies.fixed",
    "Forecast": "routing.forecast",
    "Forecaster": "routing.forecast",
    "ForeignKey": "schema.schema",
    "Hardness": "complexity.hardness",
    "Intermediate": "pipelines.intermediate",
    "Ledger": "routing.ledger",
    "Limits": "verification.verify",
    "LoggedAnswer": "routing.decision_log",
    "LoggedStep": "routing.decision_log",
    "Match": "routing.cache",
    "Message": "language_model.chat",
    "NoModel": "settings",
    "OfflinePipeline": "pipelines.offline",
    "PIPELINES": "pipelines",
    "Pipeline": "pipeline",
    "PipelineKind": "pipeline",
    "Policy": "routing.policy",
    "Price": "language_model.prices",
    "PriceList": "language_model.prices",
    "Pruned": "linking.pruning",
    "Pruner": "linking.pruning",
    "Question": "question",
    "Remembered": "routing.cache",
    "Result": "database",
    "Router": "routing.router",
    "Schema": "schema.schema",
    "Settings": "settings",
    "Stage": "stages",
    "Step": "routing.answer",
    "Table": "schema.schema",
    "Trust": "routing.trust",
    "UnusableLog": "routing.decision_log",
    "Usage": "language_model.usage",
    "Verified": "verification.verify",
    "logged": "routing.decision_log",
    "read_log": "routing.decision_log",
    "refusals": "verification.safety",
    "schema_of_catalog": "schema.catalog",
    "shipped_column_model": "linking.column_model",
    "shipped_lengths": "routing.lengths",
    "shipped_models": "complexity.estimate",
    "shipped_trust": "routing.trust",
    "verify": "verification.verify",
    "write_line": "routing.decision_log",
}


def __getattr__(name: str) -> object:
    """Return what is public by its name."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
