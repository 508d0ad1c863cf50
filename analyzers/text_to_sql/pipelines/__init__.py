"""The ways to answer a question, from the cheapest to the dearest."""

from ..pipeline import PipelineKind
from .advanced import Advanced
from .basic import Basic
from .intermediate import Intermediate
from .offline import OfflinePipeline

PIPELINES = (
    PipelineKind(OfflinePipeline.name, lambda _settings: OfflinePipeline()),
    PipelineKind(Basic.name, Basic.of, Basic.calls),
    PipelineKind(Intermediate.name, Intermediate.of, Intermediate.calls),
    PipelineKind(Advanced.name, Advanced.of, Advanced.calls),
)
