"""The second half of a build: all generated files of a sound specification. Writing them is `output.py`."""

from collections.abc import Iterable

from ..backends import BACKENDS
from ..backends.backend import OutputFile
from ..backends.traceability.trace_backend import trace_file
from .pipeline import Checked, Progress, silent, spec_of
from .rules_cache import kept_rules
from .style_cache import style_changed
from .template_cache import kept_templates
from .trace_cache import kept_traces


def emit(checked: Checked, progress: Progress = silent, further: Iterable[OutputFile] = ()) -> list[OutputFile]:
    """Return all generated files of a sound specification, styled; `further` are of this build alone."""
    files = list(further)
    with kept_templates():
        for number, backend in enumerate(BACKENDS):
            progress(f"emit {backend.name}", number, len(BACKENDS) + 1)
            files += backend.emit(checked.compiled.model)
    progress("style", len(BACKENDS), len(BACKENDS) + 1)
    spec = spec_of(checked.sources)
    files += kept_rules(checked.compiled.model, spec)
    styled = style_changed(files, spec)
    with kept_traces(spec) as read:
        styled.append(trace_file(checked.compiled.model, styled, read))
    progress("style", len(BACKENDS) + 1, len(BACKENDS) + 1)
    return styled
