"""Whether the system is alive."""

from typing import Literal

from fastapi import APIRouter, Request
from typing_extensions import TypedDict

from app.system import system_of

router = APIRouter(tags=["Operations"])


class Health(TypedDict):
    """The state of the system."""

    status: Literal["ok"]


@router.get("/health")
def health(request: Request) -> Health:
    """Ask the database and answer."""
    system_of(request).database.connection().one("SELECT 1 AS one", {})
    return {"status": "ok"}
