"""Reads what people type into forms and choose in addresses."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from fastapi import Request

from app.database.paging import Paging

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

ROWS = 50


def page_number(request: Request) -> int:
    """Return which part of a table an address asks for: 1, 2, …"""
    text = request.query_params.get("page", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def page_paging(request: Request) -> Paging:
    """Return which rows to show, and one more to see whether a next page exists."""
    return Paging(limit=ROWS + 1, offset=(page_number(request) - 1) * ROWS)


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """One part of a table: its rows, where the parts around it are, how many rows all have."""

    rows: list[T]
    previous: str | None
    next: str | None
    total: int | None = None


def to_table(request: Request, rows: list[T]) -> Table[T]:
    """Split off the row that only shows that a next page exists."""
    page = page_number(request)
    return Table(
        rows=rows[:ROWS],
        previous=page_address(request, page - 1) if page > 1 else None,
        next=page_address(request, page + 1) if len(rows) > ROWS else None,
    )


def page_address(request: Request, page: int) -> str:
    """Return the present address with another part of the table."""
    address = request.url.include_query_params(page=page)
    return f"{address.path}?{address.query}"
