"""What `weft trace --fail-on` can ask for: the gaps of a trace, and how each explains itself."""

from textwrap import dedent

from msgspec import Struct


class Gate(Struct, frozen=True):
    """One kind of gap: what it is, why it hurts, and examples in `language` that have it and that do not."""

    name: str
    meaning: str
    reason: str
    language: str
    bad: str
    good: str


def _gate(name: str, meaning: str, reason: str, language: str, bad: str, good: str) -> Gate:
    return Gate(name, meaning, reason, language, dedent(bad.lstrip("\n")), dedent(good.lstrip("\n")))


_ALL = (
    _gate(
        "untested-requirement",
        "a requirement at the end of the tree has no scenario",
        "Nothing shows that the system does what it asks. `weft check` warns of it already; the gate lets CI stop.",
        "gherkin",
        """
        Feature: REQ-1 Seats are never oversold
        """,
        """
        Entity: Train
          number: text(8) key
        Feature: REQ-1 Seats are never oversold
          Scenario: No trains at first
            Then there are no trains
        """,
    ),
    _gate(
        "missing-test",
        "a scenario or a rule has no test",
        "A rule that only has a title is a promise that nobody checks. `always`, `never` and scenarios are tested.",
        "gherkin",
        """
        Entity: Train
          number: text(8) key
        Feature: REQ-1 Seats
          Scenario: No trains at first
            Then there are no trains
          Rule: R-1 Seats are never oversold
        """,
        """
        Entity: Train
          number: text(8) key
          seats_left: int
        Feature: REQ-1 Seats
          Rule: R-1 Seats are never oversold
            always seats_left >= 0 for every Train
            Scenario: No trains at first
              Then there are no trains
        """,
    ),
    _gate(
        "failed",
        "a test failed",
        "The system does not do what a requirement asks: in a generated system mostly because of code that was added\n"
        "by hand in `app/extensions`, or because a generated file was adopted and changed.",
        "console",
        """
        $ weft test build/shop
        FAILED tests/scenarios/test_req_1.py::test_sc_1
        $ weft trace build/shop --fail-on failed
        failed: tests/scenarios/test_req_1.py::test_sc_1 failed
        """,
        """
        $ weft test build/shop
        $ weft trace build/shop --fail-on failed
        no gaps
        """,
    ),
    _gate(
        "not-run",
        "a scenario's tests have not been run",
        "A test that did not run proves nothing: it was never started, or it was skipped, as those of a browser are\n"
        "where none is installed.",
        "console",
        """
        $ weft build shop
        $ weft trace build/shop --fail-on not-run
        not-run: SC-1 A note is written was not run
        """,
        """
        $ weft build shop
        $ weft test build/shop
        $ weft trace build/shop --fail-on not-run
        no gaps
        """,
    ),
    _gate(
        "suspect",
        "a requirement, rule or scenario, or what it uses, changed after its tests last ran",
        "The last result says nothing about what is written now, however green it is.",
        "console",
        """
        $ weft test build/shop
        $ edit shop/notes.weft
        $ weft build shop
        $ weft trace build/shop --fail-on suspect
        suspect: SC-1 A note is written changed after its tests ran
        """,
        """
        $ edit shop/notes.weft
        $ weft build shop
        $ weft test build/shop
        $ weft trace build/shop --fail-on suspect
        no gaps
        """,
    ),
    _gate(
        "uncovered",
        "an action or a guard that no scenario and no test touches; after tests with probes, an outcome that none saw",
        "Behaviour of which nothing shows that it is right. Weft makes tests of its own wherever it can work out a\n"
        "situation for an action; where it cannot, only a scenario can. After `weft test --probe coverage` every\n"
        "outcome counts: a requirement that never refused, a row that never matched, a way that no run took.",
        "console",
        """
        $ weft test build/shop --probe coverage
        $ weft trace build/shop --fail-on uncovered
        uncovered: shop.weft:12: the requirement "Too late" was never refused
        """,
        """
        $ weft test build/shop --probe coverage
        $ weft trace build/shop --fail-on uncovered
        no gaps
        """,
    ),
    _gate(
        "outside-scenarios",
        "after tests with probes, an outcome of a rule that no scenario reached, only tests that Weft made of the rule",
        "Such tests show that the code does what the rule says. That the rule is what somebody wants, only a scenario\n"
        "can show.",
        "console",
        """
        $ weft test build/shop --probe coverage
        $ weft trace build/shop --fail-on outside-scenarios
        outside-scenarios: a.weft:12: the requirement "Too late" was refused under no scenario, only in tests of its own
        """,
        """
        $ weft test build/shop --probe coverage
        $ weft trace build/shop --fail-on outside-scenarios
        no gaps
        """,
    ),
)
GATES: dict[str, Gate] = {gate.name: gate for gate in _ALL}
