"""The words of questions and of their evidence that tell what SQL they ask for, by what they tell."""

import re
from collections.abc import Mapping


def _any(words: str) -> re.Pattern[str]:
    """Return a pattern for any of these words, parted by bars; spaces within one stand for any space."""
    return re.compile(rf"\b(?:{words})\b".replace(" ", r"\s+"))


# In questions, in lower case.
CUES: Mapping[str, re.Pattern[str]] = {
    "count": _any("how many|number of|count"),
    "sum": _any("total|sum|overall|altogether|combined"),
    "average": _any("average|mean|avg"),
    "extreme": _any(
        "max(?:imum)?|min(?:imum)?|best|worst|top|first|last|highest|lowest|latest|earliest|oldest|youngest"
    ),
    "superlative": _any(r"most|least|fewest|\w+est"),
    "ratio": re.compile(r"\b(?:percent(?:age)?|ratio|proportion|rate|per|times|fraction)\b|%"),
    "difference": _any(
        r"difference|compare\w*|deviat\w*|exceed\w*|increase\w*|decrease\w*|growth|how much (?:more|less)"
    ),
    "comparison": _any(
        "more than|less than|greater|over|under|above|below|at least|at most|between|no more|older|younger|higher"
        "|lower|before|after|since"
    ),
    "negation": re.compile(r"\b(?:not|no|never|without|except|neither|exclud\w*)\b|n't\b"),
    "group": _any("each|every|per|by|for all|respective(?:ly)?|different|distinct|unique"),
    "set": _any("both|either|also|as well as|but|in common|among"),
    "order": _any(r"order(?:ed)?|sort(?:ed)?|rank\w*|ascending|descending|alphabetical\w*"),
    "date": _any(
        r"year|month|day|date|(?:19|20)\d\d|age|born|time|january|february|march|april|may|june|july|august|september"
        "|october|november|december"
    ),
    "case": _any("if|whether|state|indicate|classify|which one"),
    "several": re.compile(r"\band\b|[,;]|\?.+\?|\. "),
    "condition": _any("whose|who|that|which|where|with|in"),
    "nested": _any(r"than the average|(?:above|below) (?:the )?average|of the .* with the|most\b.*\bthat"),
}

# In what the asker says about the meaning of words.
EVIDENCE_CUES: Mapping[str, re.Pattern[str]] = {
    "division": re.compile(r"divide|/|percent|\*\s*100|ratio|rate", re.IGNORECASE),
    "calculation": re.compile(r"calculation|subtract|(?:sum|avg|max|min|count)\(|\+|\bminus\b", re.IGNORECASE),
    "reference": re.compile(r"refers? to", re.IGNORECASE),
    "equality": re.compile(r"="),
    "function": re.compile(r"like|strftime|substr|cast|between", re.IGNORECASE),
    "several": re.compile(r"\band\b|;", re.IGNORECASE),
}
