"""Answers questions with SQL: estimates, answers cheaply, verifies, and escalates only where that pays."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answer import Answer, Step
    from .budget import Budget
    from .cache import Cache, Remembered
    from .catalog import schema_of_catalog
    from .chat import Chat, ChatFailed, Completion, Message
    from .column_model import shipped_column_model
    from .database import Database, Result
    from .decision_log import LoggedAnswer, LoggedStep, UnusableLog, logged, read_log, write_line
    from .endpoint import Endpoint
    from .estimate import Estimate, Estimator, shipped_models
    from .forecast import Forecast, Forecaster
    from .hardness import Hardness
    from .lengths import shipped_lengths
    from .pipeline import Attempt, Candidate, Pipeline, PipelineKind
    from .pipelines import PIPELINES
    from .pipelines.advanced import Advanced
    from .pipelines.basic import Basic
    from .pipelines.intermediate import Intermediate
    from .pipelines.offline import OfflinePipeline
    from .policies.cascade import Cascade
    from .policies.estimate_only import EstimateOnly
    from .policies.fixed import Fixed
    from .policy import Action, Decision, Policy
    from .prices import Price, PriceList
    from .pruning import BudgetTooSmall, Pruned, Pruner
    from .question import Question
    from .router import Router
    from .safety import refusals
    from .schema import Column, ForeignKey, Schema, Table
    from .settings import NoModel, Settings
    from .trust import Trust, shipped_trust
    from .usage import Usage
    from .verification import Limits, Verified, verify

__all__ = [
    "PIPELINES",
    "Action",
    "Advanced",
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
    "Estimate",
    "EstimateOnly",
    "Estimator",
    "Fixed",
    "Forecast",
    "Forecaster",
    "ForeignKey",
    "Hardness",
    "Intermediate",
    "Limits",
    "LoggedAnswer",
    "LoggedStep",
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
    "Action": "policy",
    "Advanced": "pipelines.advanced",
    "Answer": "answer",
    "Attempt": "pipeline",
    "Basic": "pipelines.basic",
    "Budget": "budget",
    "BudgetTooSmall": "pruning",
    "Cache": "cache",
    "Candidate": "pipeline",
    "Cascade": "policies.cascade",
    "Chat": "chat",
    "ChatFailed": "chat",
    "Column": "schema",
    "Completion": "chat",
    "Database": "database",
    "Decision": "policy",
    "Endpoint": "endpoint",
    "Estimate": "estimate",
    "EstimateOnly": "policies.estimate_only",
    "Estimator": "estimate",
    "Fixed": "policies.fixed",
    "Forecast": "forecast",
    "Forecaster": "forecast",
    "ForeignKey": "schema",
    "Hardness": "hardness",
    "Intermediate": "pipelines.intermediate",
    "Limits": "verification",
    "LoggedAnswer": "decision_log",
    "LoggedStep": "decision_log",
    "Message": "chat",
    "NoModel": "settings",
    "OfflinePipeline": "pipelines.offline",
    "PIPELINES": "pipelines",
    "Pipeline": "pipeline",
    "PipelineKind": "pipeline",
    "Policy": "policy",
    "Price": "prices",
    "PriceList": "prices",
    "Pruned": "pruning",
    "Pruner": "pruning",
    "Question": "question",
    "Remembered": "cache",
    "Result": "database",
    "Router": "router",
    "Schema": "schema",
    "Settings": "settings",
    "Step": "answer",
    "Table": "schema",
    "Trust": "trust",
    "UnusableLog": "decision_log",
    "Usage": "usage",
    "Verified": "verification",
    "logged": "decision_log",
    "read_log": "decision_log",
    "refusals": "safety",
    "schema_of_catalog": "catalog",
    "shipped_column_model": "column_model",
    "shipped_lengths": "lengths",
    "shipped_models": "estimate",
    "shipped_trust": "trust",
    "verify": "verification",
    "write_line": "decision_log",
}


def __getattr__(name: str) -> object:
    """Return what is public by its name."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
