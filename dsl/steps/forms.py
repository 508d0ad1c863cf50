"""All built-in sentence forms; where two fit a sentence, the first counts."""

from .form import Form
from .forms_given import GIVEN_FORMS
from .forms_pages import PAGE_FORMS
from .forms_then import THEN_FORMS
from .forms_when import WHEN_FORMS

FORMS: tuple[Form, ...] = (*GIVEN_FORMS, *WHEN_FORMS, *PAGE_FORMS, *THEN_FORMS)
