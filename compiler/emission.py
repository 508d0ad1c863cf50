"""The second half of a build: all generated files of a sound specification. Writing them is `output.py`."""

from collections.abc import Sequence

from ..backends import BACKENDS
from ..backends.application.application_backend import ApplicationBackend
from ..backends.backend import Backend, OutputFile
from ..backends.traceability.trace_backend import trace_file
from .pipeline import Checked, Progress, silent, spec_of
from .rules_cache import kept_rules
from .style_cache import style_changed
from .template_cache import kept_templates
from .trace_cache import kept_traces


def emit(checked: Checked, progress: Progress = silent, rules: Sequence[OutputFile] = ()) -> list[OutputFile]:
    """Return all generated files of a sound specification, styled; `rules` are those of WebAssembly, if wanted."""
    files: list[OutputFile] = []
    with kept_templates():
        for number, backend in enumerate(BACKENDS):
            progress(f"emit {backend.name}", number, len(BACKENDS) + 1)
            files += _told_of_rules(backend, bool(rules)).emit(checked.compiled.model)
        files += rules
    progress("style", len(BACKENDS), len(BACKENDS) + 1)
    spec = spec_of(checked.sources)
    files += kept_rules(checked.compiled.model, spec)
    styled = style_changed(files, spec)
    with kept_traces(spec) as read:
        styled.append(trace_file(checked.compiled.model, styled, read))
    progress("style", len(BACKENDS) + 1, len(BACKENDS) + 1)
    return styled


def _told_of_rules(backend: Backend, has_rules: bool) -> Backend:
    """Return the backend whose packaging and README name the rules as WebAssembly, where there are any."""
    is_told = has_rules and isinstance(backend, ApplicationBackend)
    return ApplicationBackend(has_rules=True) if is_told else backend
