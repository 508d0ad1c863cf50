"""Modules that are generated: each runs an expression with branches, calls and traps of its own."""

from hypothesis import strategies as st

LEAVES = st.sampled_from(["(local.get 0)", "(local.get 1)", "(global.get 0)"]) | st.integers(-5, 5).map(
    lambda number: f"(i32.const {number})"
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return expressions that hold others; each leaves one number, and may branch on the way."""
    unary = st.sampled_from(
        [
            "(i32.eqz {0})",
            "(local.tee 1 {0})",
            "(block (result i32) (br_if 0 {0} {1}) (drop) {2})",
            "(block (result i32) (br 0 {0}) (drop) (select))",
            "(if (result i32) {0} (then {1}) (else {2}))",
            "(block (result i32) (if {0} (then (global.set 0 {1}))) {2})",
            "(block (result i32) (block (block (br_table 0 1 0 {0})) (br 1 {1})) {2})",
            "(loop (result i32) (call $step) (br_if 0 (i32.lt_u (global.get 0) (i32.const 3))) {0})",
            "(select {0} {1} {2})",
            "(i32.add {0} {1})",
            "(i32.div_s {0} {1})",
            "(return {0})",
            "(call $step2 {0} {1})",
            "(return_call $step2 {0} {1})",
        ]
    )
    return st.builds(str.format, unary, inner, inner, inner)


EXPRESSIONS = st.recursive(LEAVES, larger, max_leaves=12)

# What the expressions use.
PARTS = """
  (global (export "global") (mut i32) (i32.const 0))
  (func $step (global.set 0 (i32.add (global.get 0) (i32.const 1))))
  (func $step2 (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
"""


def module_of(expression: str) -> str:
    """Return a module that exports `run`, which takes two numbers and returns the expression."""
    return f'(module {PARTS} (func (export "run") (param i32 i32) (result i32) {expression}))'
