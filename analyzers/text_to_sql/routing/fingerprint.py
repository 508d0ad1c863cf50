"""Short names for contents: the same content has the same, and another has another."""

from hashlib import sha256

import msgspec


def fingerprint(content: object) -> str:
    """Return 16 hexadecimal digits that stand for what msgspec writes as JSON, such as a model or texts."""
    return sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:16]
