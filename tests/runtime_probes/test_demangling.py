"""Mangled names become readable, whatever stands around them; all else stays as it is."""

import pytest

from weft.runtime_probes.demangling import demangled


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("_ZNSt6vectorIiSaIiEE9push_backERKi", "std::vector<int, std::allocator<int>>::push_back(int const&)"),
        ("_ZN58_$LT$alloc..string..String$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
         "<alloc::string::String as core::fmt::Debug>::fmt"),
        ("_RNvCskwGfYPst2Cb_3foo16example_function", "foo::example_function"),
        ("$s4main3fooyyF", "main.foo() -> ()"),
        ("run;_Z3fooi;_Z3barv", "run;foo(int);bar()"),
        ("  env._Z3fooi", "  env.foo(int)"),
        ("call $_Z3fooi", "call $foo(int)"),
    ],
)  # fmt: skip
def test_mangled_names_are_readable(text: str, readable: str) -> None:
    assert demangled(text) == readable


@pytest.mark.parametrize("text", ["main", "_start", "_Zebra", "_Read", "$s", "my_Z3fooi", "wasi.fd_write", ""])
def test_other_names_stay_as_they_are(text: str) -> None:
    assert demangled(text) == text
