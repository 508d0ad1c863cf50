"""Which files the pages consist of, for specifications that lack this or that."""

import ast
from collections.abc import Callable

import pytest

from weft.backends.ui.ui_backend import UiBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

Files = dict[str, str]
SYSTEM = "System: Small Shop\n  clock 2026-03-02 08:00\nEntity: Item\n  name: text(20) key\n"
ROLE = "Role: Clerk\n  signs in with email, password\n"


@pytest.fixture
def emit() -> Callable[[str], Files]:
    def files(text: str) -> Files:
        model = compile_sources([Source("test.weft", text)]).model
        return {file.path: file.text for file in UiBackend().emit(model)}

    return files


def test_without_pages_there_is_what_errors_need(emit: Callable[[str], Files]) -> None:
    files = emit(SYSTEM)
    assert "app/pages/sign_in.py" not in files
    assert "app/pages/forms.py" not in files
    assert {"app/pages/rendering.py", "app/pages/navigation.py", "app/pages/templates/error.html"} <= files.keys()
    assert "Sign in" not in files["app/pages/templates/base.html"]


def test_the_first_public_page_is_home_where_none_is_at_the_root(emit: Callable[[str], Files]) -> None:
    page = 'Page: Own at "/own" for Clerk\n  text "Hello"\nPage: All at "/all"\n  text "Hello"\n'
    files = emit(SYSTEM + ROLE + page)
    assert 'HOME = "/all"' in files["app/pages/navigation.py"]
    assert '@router.get("/")' in files["app/pages/routes.py"]


def test_pages_and_entities_may_be_called_like_anything(emit: Callable[[str], Files]) -> None:
    entities = "Entity: Form\n  name: text(9) key\n  request: Item\n  class: text(9)?\n"
    action = "Action: show(form: Form, request: Item, class: text)\n  by anyone\n  changes form.class to class\n"
    page = (
        'Page: Forms at "/forms/{form}"\n  details of form shows class, request.name\n'
        '  form show asks request, class button "Go" opens Forms\n'
    )
    files = emit(SYSTEM + entities + action + page)
    text = files["app/pages/forms_page.py"]
    assert "do_show(context, form=form_, request=request_value, class_=class_)" in text
    assert 'request_: Annotated[str, Form(alias="request")]' in text
    for path, source in files.items():
        if path.endswith(".py"):
            ast.parse(source, path)


def test_two_forms_that_ask_for_the_same_have_ids_of_their_own(emit: Callable[[str], Files]) -> None:
    actions = (
        "Action: add(name: text)\n  by anyone\n  creates Item with name = name\n"
        "Action: drop(item: Item, name: text)\n  by anyone\n  deletes item\n"
    )
    page = (
        'Page: Items at "/"\n  form add asks name button "Add" opens Items\n'
        '  form drop asks item, name button "Drop" opens Items\n'
    )
    files = emit(SYSTEM + actions + page)
    html, code = files["app/pages/templates/items.html"], files["app/pages/items.py"]
    assert 'input_field("name", "Name", typed["add-name"], trouble, longest=20, form="add-")' in html
    assert 'form="drop-"' in html
    assert 'trouble(result, "drop-")' in code
    assert '@router.post("/add")' in code


def test_a_form_does_not_take_the_address_of_another_page(emit: Callable[[str], Files]) -> None:
    actions = (
        "Action: drop(item: Item)\n  by anyone\n  deletes item\n"
        'Action: note(item: Item, word: text)\n  by anyone\n  requires word != item.name else "No"\n'
    )
    pages = (
        'Page: Show at "/items/{item}"\n  details of item shows name\n  button "Drop" does drop opens Home\n'
        'Page: Drop at "/items/{item}/drop"\n  form note asks word button "Note" opens Home\n'
        'Page: Home at "/"\n  table of Item\n  columns name\n'
    )
    files = emit(SYSTEM + actions + pages)
    assert '@router.post(PATH + "/do/drop")' in files["app/pages/show_page.py"]
    assert '/drop"' in files["app/pages/drop.py"]


def test_people_with_tasks_find_them_in_the_menu(emit: Callable[[str], Files]) -> None:
    workflow = (
        "Action: add(name: text) -> Item\n  by anyone\n  creates Item with name = name\n"
        "Workflow: Check for Item\n  starts on action add\n"
        '  State: Look\n    task "Look at {item.name}" for Clerk answers fine\n    on fine go Done\n  End: Done\n'
    )
    files = emit(SYSTEM + ROLE + workflow)
    assert 'Link("Tasks", "/tasks", roles=(Role.CLERK, ))' in files["app/pages/navigation.py"]
    assert "router.include_router(tasks.router)" in files["app/pages/routes.py"]


def test_the_same_model_gives_the_same_bytes(emit: Callable[[str], Files]) -> None:
    page = 'Page: Home at "/"\n  table of Item\n  columns name\n'
    assert emit(SYSTEM + page) == emit(SYSTEM + page)


def test_what_a_list_is_not_picked_by_is_checked_and_has_no_name(emit: Callable[[str], Files]) -> None:
    pages = (
        'Page: Home at "/"\n  form find asks size: int "Size", note: text? "Note" button "Find" opens Hits\n'
        'Page: Hits at "/hits"\n  table of Item where total > form.size\n  columns name\n'
    )
    text = emit(f"{SYSTEM}  total: int\n{pages}")["app/pages/hits.py"]
    assert 'size_value = form.integer("size", "Size", size)\n' in text
    assert '\n    form.words("note", "Note", note, required=False)\n' in text
