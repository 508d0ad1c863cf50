"""From the model to files: one folder per backend."""

from .api.api_backend import ApiBackend
from .application.application_backend import ApplicationBackend
from .asking.asking_backend import AskingBackend
from .backend import Backend
from .database.database_backend import DatabaseBackend
from .domain.domain_backend import DomainBackend
from .test_suite.test_suite_backend import TestSuiteBackend
from .ui.ui_backend import UiBackend
from .workflow.workflow_backend import WorkflowBackend

BACKENDS: tuple[Backend, ...] = (
    DomainBackend(),
    DatabaseBackend(),
    ApplicationBackend(),
    WorkflowBackend(),
    ApiBackend(),
    UiBackend(),
    AskingBackend(),
    TestSuiteBackend(),
)
