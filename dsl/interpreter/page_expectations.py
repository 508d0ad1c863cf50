"""What the Then steps of a scenario ask of the pages."""

from ..operations import ExpectAnswer, ExpectPage, ExpectRow, ExpectText
from .browsing import Browsing
from .outcomes import StepError
from .stage import Stage, listed
from .views import Row


def expect_text(stage: Stage, operation: ExpectText) -> None:
    """The page shows a text, or does not."""
    texts = [text for text in Browsing(stage, operation.persona).view.texts if text]
    is_shown = any(operation.text in text for text in texts)
    if is_shown is operation.is_shown:
        return
    if operation.is_shown:
        shown = listed((f'"{text}"' for text in texts), 20)
        raise StepError(f'the page does not show "{operation.text}"; it shows: {shown}')
    raise StepError(f'the page shows "{operation.text}"')


def expect_answer(stage: Stage, operation: ExpectAnswer) -> None:
    """A question has an answer: a question must have been asked, and the tests of the generated system see the rest."""
    if not stage.has_asked:
        raise StepError('no question was asked before; write `When <person> asks "…"`')


def expect_page(stage: Stage, operation: ExpectPage) -> None:
    """The person is on a page, and can see it."""
    browsing = Browsing(stage, operation.persona)
    view, place = browsing.view, browsing.place
    if place is None or place.page != operation.page:
        told = [text for text in view.texts[1:3] if text]
        reason = f' ("{told[0]}")' if told else ""
        raise StepError(f"expected the {operation.page} page, but this is {place.page if place else 'none'}{reason}")
    if view.problem is not None:
        raise StepError(f'the {operation.page} page says "{view.problem}"')


def expect_row(stage: Stage, operation: ExpectRow) -> None:
    """A row of the page's table shows these texts, or none does."""
    view = Browsing(stage, operation.persona).view
    is_shown = any(_shows(row, operation.cells) for row in view.rows)
    if is_shown is operation.is_shown:
        return
    wanted = " and ".join(f'{name} "{text}"' for name, text in operation.cells)
    if not operation.is_shown:
        raise StepError(f"a row shows {wanted}")
    rows = listed(" | ".join(f"{name} {text}" for name, _, text in row.cells) for row in view.rows)
    raise StepError(f"no row shows {wanted}; rows: {rows}")


def _shows(row: Row, cells: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether a row shows a text under each of the names, which are of columns or their headings."""
    return all(
        any(column in (name, label) and text == shown for name, label, shown in row.cells) for column, text in cells
    )
