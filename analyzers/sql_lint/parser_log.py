"""Keeps sqlglot's own log of what it could not parse or print from people, who are told in other words."""

import logging
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_parser_log() -> Generator[None]:
    """Let sqlglot log nothing meanwhile."""
    logger = logging.getLogger("sqlglot")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
