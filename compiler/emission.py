"""The second half of a build: all generated files of a sound specification. Writing them is `output.py`."""

from ..backends import BACKENDS
from ..backends.backend import OutputFile
from ..backends.traceability.trace_backend import trace_file
from .pipeline import Checked, Progress, silent, spec_of
from .style_cache import style_changed
from .template_cache import kept_templates
from .trace_cache import kept_traces


def emit(checked: Checked, progress: Progress = silent) -> list[OutputFile]:
    """Return all generated files of a sound specification, styled."""
    files: list[OutputFile] = []
    with kept_templates():
        for number, backend in enumerate(BACKENDS):
            progress(f"emit {backend.name}", number, len(BACKENDS) + 1)
            files += backend.emit(checked.compiled.model)
    progress("style", len(BACKENDS), len(BACKENDS) + 1)
    spec = spec_of(checked.sources)
    styled = style_changed(files, spec)
    with kept_traces(spec) as read:
        styled.append(trace_file(checked.compiled.model, styled, read))
    progress("style", len(BACKENDS) + 1, len(BACKENDS) + 1)
    return styled
