"""Renders pages and keeps what all of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.domain.roles import Person, Role
from app.domain.values import FieldError, Reason, Rejection
from app.pages.navigation import HOME, SYSTEM_TITLE, visible_links
from app.security import session

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

STATUS = {
    Reason.SIGNED_OUT: HTTPStatus.UNAUTHORIZED,
    Reason.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Reason.RULE: HTTPStatus.CONFLICT,
    Reason.REFUSED: HTTPStatus.CONFLICT,
    Reason.CONFLICT: HTTPStatus.CONFLICT,
}


class SignInNeededError(Exception):
    """A page is for people who are signed in."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with a form, as its page shows it."""

    messages: tuple[FieldError, ...] = ()
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY

    def of(self, field: str) -> str | None:
        """Return the first message about a field."""
        return next((error.message for error in self.messages if error.field == field), None)


NO_TROUBLE = Trouble(status=HTTPStatus.OK)


def trouble(rejection: Rejection, form: str = "") -> Trouble:
    """Return what a page shows of a rejection; without a field it is about the whole form.

    Where a page has several forms, `form` is what the ids of the form's fields start with.
    """
    errors = tuple(
        FieldError(form + error.field.rstrip("_"), error.message) for error in rejection.errors
    )
    status = STATUS.get(rejection.reason, HTTPStatus.UNPROCESSABLE_ENTITY)
    return Trouble(errors or (FieldError("", rejection.message),), status)


def require_role(request: Request, *roles: Role) -> Person:
    """Return who is signed in, or lead to the sign-in page."""
    person = session.session_person(request)
    if person is None:
        raise SignInNeededError
    if person.role not in roles:
        raise HTTPException(HTTPStatus.FORBIDDEN, "You are not allowed to do this")
    return person


def require_form_token(request: Request, token: str) -> None:
    """Refuse a form that this session did not hand out."""
    if not session.is_form_token(request, token):
        raise HTTPException(HTTPStatus.FORBIDDEN, "This form is out of date, please try again")


def render(
    request: Request, template: str, values: Mapping[str, object], status: int = HTTPStatus.OK
) -> HTMLResponse:
    """Render a page."""
    person = session.session_person(request)
    html = ENVIRONMENT.get_template(template).render(
        values,
        system_title=SYSTEM_TITLE,
        home=HOME,
        links=visible_links(person),
        here=request.url.path,
        query=f"?{request.url.query}" if request.url.query else "",
        person=person,
        form_token=session.form_token(request),
        notice=session.take_notice(request),
    )
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def redirect(request: Request, path: str, notice: str) -> RedirectResponse:
    """Lead on after a form, with a notice on the next page."""
    session.set_notice(request, notice)
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def same_query(request: Request, path: str) -> str:
    """Return a path with what the present address asks for."""
    return f"{path}?{request.url.query}" if request.url.query else path


def error_page(request: Request, status: int, detail: str) -> HTMLResponse:
    """Render what went wrong."""
    title = HTTPStatus(status).phrase
    is_plain = status == HTTPStatus.NOT_FOUND and detail == title
    told = "There is no page at this address" if is_plain else detail
    return render(request, "error.html", {"title": title, "detail": told}, status)


def sign_in_redirect(request: Request) -> RedirectResponse:
    """Lead to the sign-in page and back again, from a form to the page that it stands on."""
    parts = urlsplit(
        str(request.url) if request.method == "GET" else request.headers.get("referer", HOME)
    )
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return RedirectResponse(f"/sign-in?next={quote(target)}", HTTPStatus.SEE_OTHER)
