"""The pages to sign in and out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from app.domain.values import Rejection
from app.pages.navigation import HOME
from app.pages.rendering import (
    NO_TROUBLE,
    Trouble,
    redirect,
    render,
    require_form_token,
    trouble,
)
from app.security.session import end_session, start_session
from app.security.sign_in import IDENTIFIER_LABEL, sign_in
from app.system import system_of

router = APIRouter()


@router.get("/sign-in")
def show_sign_in(request: Request, next: str = HOME) -> HTMLResponse:
    """Show the form to sign in."""
    return show(request, {"identifier": "", "next": next}, NO_TROUBLE)


@router.post("/sign-in")
def submit_sign_in(
    request: Request,
    form_token: Annotated[str, Form()] = "",
    identifier: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = HOME,
) -> Response:
    """Sign in and lead on to where the person wanted to go."""
    require_form_token(request, form_token)
    result = sign_in(system_of(request).context(), identifier=identifier, password=password)
    if isinstance(result, Rejection):
        return show(request, {"identifier": identifier, "next": next}, trouble(result))
    start_session(request, result)
    return redirect(request, local_path(next), f"Signed in as {result.key}")


@router.post("/sign-out")
def submit_sign_out(request: Request, form_token: Annotated[str, Form()] = "") -> Response:
    """Sign out and lead to the first page."""
    require_form_token(request, form_token)
    end_session(request)
    return redirect(request, HOME, "Signed out")


def local_path(path: str) -> str:
    """Return the path if it stays on this site."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_local and path.isprintable() else HOME


def show(request: Request, typed: dict[str, str], problems: Trouble) -> HTMLResponse:
    """Render the page with what was typed so far."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems.messages else HTTPStatus.OK
    values = {"typed": typed, "trouble": problems, "identifier_label": IDENTIFIER_LABEL}
    return render(request, "sign_in.html", values, status)
