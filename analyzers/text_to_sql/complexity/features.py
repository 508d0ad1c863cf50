"""What can be seen of a question and its schema before anybody answers it, as numbers with names."""

import re
from collections.abc import Mapping
from math import log1p

from ..linking.cues import CUES, EVIDENCE_CUES
from ..linking.link import Links, SchemaIndex, link
from ..linking.quotes import QUOTED
from ..linking.words import Token, tokens_of
from ..question import Question

_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_CAPITAL = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w'-]+")
_SENTENCE_END = re.compile(r"[.?!](?:\s|$)")
_TELLING = ("count", "sum", "average", "extreme", "ratio", "difference", "comparison", "negation", "group", "set")
# The most that the sets hold which models are trained on: what lies beyond would be made up from it.
_MOST: Mapping[str, float] = {
    "tables": 66,
    "columns": 457,
    "columns_per_table": 30,
    "foreign_keys": 86,
    "log_columns": log1p(457),
    "log_tables": log1p(66),
}
_MOST_LINKS: Mapping[str, float] = {"tables": 6, "partial_tables": 28, "columns": 65, "forced": 6, "ambiguous": 8}


def features(question: Question, index: SchemaIndex) -> dict[str, float]:
    """Return the features of a question by their names, always in the same order; `index` is that of its schema."""
    stems = tuple(token.stem for token in question.tokens)
    evidence = tuple(token.stem for token in tokens_of(question.evidence))
    found = _shape(question.text, question.tokens)
    found |= _cues(question.text.lower())
    found |= _schema(index)
    found |= {f"link_{name}": value for name, value in _links(link(stems, index)).items()}
    found |= _evidence(question.evidence, evidence)
    both = _links(link(stems + evidence, index)) if evidence else _links(link(stems, index))
    return found | {f"both_{name}": both[name] for name in ("tables", "columns", "forced", "ambiguous", "partial")}


def _shape(text: str, tokens: tuple[Token, ...]) -> dict[str, float]:
    """Return how long a question is and what marks it holds."""
    return {
        "words": len(tokens),
        "log_words": log1p(len(tokens)),
        "characters": len(text) / 100,
        "word_length": sum(len(token.stem) for token in tokens) / max(1, len(tokens)),
        "quoted": len(QUOTED.findall(text)),
        "numbers": len(_NUMBER.findall(text)),
        "capitals": len(_CAPITAL.findall(text)),
        "commas": text.count(","),
        "sentences": len(_SENTENCE_END.findall(text)),
    }


def _cues(text: str) -> dict[str, float]:
    found: dict[str, float] = {f"cue_{name}": min(len(cue.findall(text)), 4) for name, cue in CUES.items()}
    return found | {"cues": sum(bool(found[f"cue_{name}"]) for name in _TELLING)}


def _schema(index: SchemaIndex) -> dict[str, float]:
    """Return how large a schema is and what it is made of; it is the same for all questions about it."""
    tables, columns = len(index.tables), len(index.columns)
    every = [column for table in index.schema for column in table.columns]
    found = {
        "tables": tables,
        "columns": columns,
        "columns_per_table": columns / max(1, tables),
        "foreign_keys": sum(len(table.foreign_keys) for table in index.schema),
        "numeric": sum(column.is_numeric for column in every) / max(1, columns),
        "temporal": sum(column.is_temporal for column in every) / max(1, columns),
        "repeated": (columns - len(set(index.columns))) / max(1, columns),
        "log_columns": log1p(columns),
        "log_tables": log1p(tables),
    }
    return _bounded(found, _MOST)


def _links(links: Links) -> dict[str, float]:
    found = {
        "tables": len(links.tables),
        "partial_tables": len(links.partial_tables),
        "columns": len(links.columns),
        "partial": min(len(links.partial_columns), 30),
        "forced": len(links.forced),
        "ambiguous": links.ambiguous,
        "covered": links.covered,
        "unknown": links.unknown,
    }
    return _bounded(found, _MOST_LINKS)


def _bounded(values: Mapping[str, float], most: Mapping[str, float]) -> dict[str, float]:
    return {name: min(value, most.get(name, value)) for name, value in values.items()}


def _evidence(text: str, stems: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {"evidence_words": log1p(len(stems)), "evidence": float(bool(stems))}
    return found | {f"evidence_{name}": min(len(cue.findall(text)), 5) for name, cue in EVIDENCE_CUES.items()}
