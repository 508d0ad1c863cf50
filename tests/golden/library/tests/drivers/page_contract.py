"""What every page owes to the people who read it."""

from tests.drivers.html_document import Element
from tests.drivers.html_pages import HtmlPages


def check_page(pages: HtmlPages) -> None:
    """Demand language, title, landmarks, one heading, unique ids and a label for every control."""
    document = pages.document
    assert document.find("html").attributes["lang"]
    assert document.find("title").text
    assert len(list(document.find_all("main"))) == 1
    assert len(list(document.find_all("h1"))) == 1
    for landmark in ("header", "nav", "footer"):
        assert list(document.find_all(landmark)), f"no {landmark}"
    skip = next(document.find_all("a"))
    assert pages.by_id(skip.attributes["href"].removeprefix("#")).tag == "main"
    ids = [part.attributes["id"] for part in document.find_all() if "id" in part.attributes]
    assert len(ids) == len(set(ids)), "an id is given twice"
    check_references(document, set(ids))
    check_forms(document)
    for table in document.find_all("table"):
        assert table.find("caption").text


def check_references(document: Element, ids: set[str]) -> None:
    """Demand that what an attribute refers to is there."""
    for part in document.find_all():
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            missing = set(part.attributes.get(attribute, "").split()) - ids
            assert not missing, f"{attribute} refers to {missing}"


def check_forms(document: Element) -> None:
    """Demand a label for every control and a token in every form that changes something."""
    labelled = {label.attributes["for"] for label in document.find_all("label")}
    for control in document.find_all("input", "select", "textarea"):
        if control.attributes.get("type") != "hidden":
            assert control.attributes["id"] in labelled
    for form in document.find_all("form"):
        if form.attributes.get("method") == "post":
            assert "form_token" in [i.attributes.get("name") for i in form.find_all("input")]
    for button in document.find_all("button"):
        assert button.name
