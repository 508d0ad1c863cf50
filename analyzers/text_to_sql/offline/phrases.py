"""Features of a whole question, from which the shape of its query is predicted."""

from collections.abc import Sequence

from .reading import Reading

Features = dict[str, float]
_SCHEMA_WORDS = ("COL", "TAB")


def phrase_features(reading: Reading) -> Features:
    """Return runs of up to three words, as said and with names and values put aside, and counts of what was found."""
    said, asked = _said(reading, reading.known), _said(reading, reading.kinds)
    features: Features = {}
    for prefix, words in (("w", said), ("d", _delexicalised(reading, asked))):
        padded = ("^", *words, "$")
        for length in (1, 2, 3):
            for at in range(len(padded) - length + 1):
                run = padded[at : at + length]
                if run != ("_",) * length:
                    features[prefix + ":" + " ".join(run)] = 1.0
    features.update(_skips(asked))
    features.update({f"asks {word}": 1.0 for word in asked if word.isupper()})
    features.update(_counts(reading))
    return features


def _said(reading: Reading, known: Sequence[str]) -> tuple[str, ...]:
    """Return words, with VAL for each value and NUM for each number."""
    words = list(known)
    for number in reading.numbers:
        words[number.at] = "NUM"
    for value in reading.values:
        words[value.start : value.end] = ["VAL"] + [""] * (value.end - value.start - 1)
    return tuple(words)


def _delexicalised(reading: Reading, said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with COL and TAB for the names of columns and tables, neighbours of one kind joined."""
    words = list(said)
    for name, mentions in (("TAB", reading.tables), ("COL", reading.columns)):
        for mention in mentions:
            if mention.is_full and not any(
                word in ("VAL", "NUM", "") for word in said[mention.start : mention.end + 1]
            ):
                words[mention.start : mention.end + 1] = [name] * (mention.end - mention.start + 1)
    joined: list[str] = []
    for word in words:
        if word and not (word in _SCHEMA_WORDS and joined and joined[-1] == word):
            joined.append(word)
    return tuple(joined)


def _skips(said: tuple[str, ...]) -> Features:
    """Return pairs of known words with one to three words between them."""
    found: Features = {}
    for at, word in enumerate(said):
        for other in said[at + 2 : at + 5]:
            if word not in ("_", "") and other not in ("_", ""):
                found[f"s:{word} {other}"] = 1.0
    return found


def _counts(reading: Reading) -> Features:
    named = {mention.start for mention in reading.columns if mention.is_full}
    sentences = sum(token.text in ".?!;" for token in reading.tokens)
    return {
        f"values {min(4, len(reading.values))}": 1.0,
        f"known values {min(4, sum(bool(value.places) for value in reading.values))}": 1.0,
        f"numbers {min(3, len(reading.numbers))}": 1.0,
        f"columns {min(5, len(named))}": 1.0,
        f"tables {min(3, len(reading.full_tables))}": 1.0,
        f"values {min(3, len(reading.values))} numbers {min(3, len(reading.numbers))}": 1.0,
        f"length {min(6, len(reading.tokens) // 5)}": 1.0,
        f"sentences {min(3, sentences)}": 1.0,
    }
