"""Signatures, tried on an engine: a function that does one thing is valid with what we say it takes and gives."""

import pytest
import wasmtime

from weft.runtime_probes.binary.assembling import Parts, assemble, group_of
from weft.runtime_probes.binary.entities import Data, Element, Locals, Table
from weft.runtime_probes.binary.immediates import Immediate, ImmediateValue, MemoryAccess
from weft.runtime_probes.binary.opcodes import OPCODES, Opcode
from weft.runtime_probes.binary.signatures import SIGNATURES, Signature, accessed_bytes, signature_of
from weft.runtime_probes.binary.value_types import (
    FUNCTION_REFERENCE,
    I32,
    I64,
    FunctionType,
    Limits,
    MemoryType,
    NumberType,
    TableType,
)
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.binary.writing.code import encode_body
from weft.runtime_probes.binary.writing.instructions import encode

ZEROS: dict[Immediate, ImmediateValue] = {
    Immediate.F32: bytes(4),
    Immediate.F64: bytes(8),
    Immediate.V128: bytes(16),
    Immediate.LANES: bytes(16),
    Immediate.MEMORY_ACCESS: MemoryAccess(0),
}
NOT_IN_WASMTIME = {"memory.discard"}
# Beside families such as local.* and struct.*.
WITHOUT = """
block loop if else end try catch catch_all delegate rethrow try_table throw throw_ref br br_if br_table return
unreachable call call_indirect call_ref return_call return_call_indirect return_call_ref drop select select/t
br_on_null br_on_non_null resume resume_throw resume_throw_ref suspend switch any.convert_extern
extern.convert_any
"""
TRIED = [opcode for opcode in SIGNATURES if opcode.name not in NOT_IN_WASMTIME]


@pytest.fixture(scope="module")
def engine() -> wasmtime.Engine:
    """Return an engine with all features that can be had."""
    config = wasmtime.Config()
    config.wasm_threads = True
    config.shared_memory = True
    return wasmtime.Engine(config)


def is_valid(engine: wasmtime.Engine, code: bytes, signature: Signature, address: NumberType) -> bool:
    """Tell whether a function with some code is valid."""
    limits = Limits(1, 1, is_64=address is I64)
    module = assemble(
        Parts(
            types=(group_of(FunctionType(signature.operands, signature.results)),),
            functions=(0,),
            tables=(Table(TableType(FUNCTION_REFERENCE, limits)),),
            memories=(MemoryType(limits),),
            elements=(Element(),),
            data_count=1,
            bodies=(encode_body((), code),),
            data=(Data(b""),),
        )
    )
    try:
        wasmtime.Module.validate(engine, write(module))
    except wasmtime.WasmtimeError:
        return False
    return True


def code_of(opcode: Opcode, signature: Signature, align: int | None = None) -> bytes:
    """Return code that takes its operands from the parameters."""
    operands = b"".join(encode("local.get", index) for index in range(len(signature.operands)))
    size = accessed_bytes(opcode)
    natural = MemoryAccess((size.bit_length() - 1 if align is None else align) if size else 0)
    immediates = [natural if kind is Immediate.MEMORY_ACCESS else ZEROS.get(kind, 0) for kind in opcode.immediates]
    return operands + encode(opcode, *immediates) + encode("end")


@pytest.mark.parametrize("address", [I32, I64], ids=["i32", "i64"])
def test_each_signature_is_right(engine: wasmtime.Engine, address: NumberType) -> None:
    for opcode in TRIED:
        signature = signature_of(opcode, address)
        assert signature is not None
        assert is_valid(engine, code_of(opcode, signature), signature, address), opcode.name


def test_one_result_more_is_wrong(engine: wasmtime.Engine) -> None:
    for opcode in TRIED:
        right = SIGNATURES[opcode].at(I32)
        wrong = Signature(right.operands, (*right.results, I32))
        assert not is_valid(engine, code_of(opcode, right), wrong, I32), opcode.name


def test_accesses_are_as_large_as_they_may_be_aligned(engine: wasmtime.Engine) -> None:
    for opcode in TRIED:
        if size := accessed_bytes(opcode):
            signature = SIGNATURES[opcode].at(I32)
            too_much = code_of(opcode, signature, align=size.bit_length())
            assert not is_valid(engine, too_much, signature, I32), opcode.name


def test_what_has_no_signature_is_decided_elsewhere() -> None:
    families = ("local.", "global.", "table.", "ref.", "struct.", "array.", "cont.", "br_on_cast")
    without = {opcode.name for opcode in OPCODES if opcode not in SIGNATURES}
    assert {name for name in without if not name.startswith(families)} == set(WITHOUT.split())


def test_locals_are_declared_in_groups() -> None:
    assert encode_body([Locals(2, I32), Locals(1, I64)], b"\x0b") == bytes.fromhex("06 02 02 7f 01 7e 0b")
