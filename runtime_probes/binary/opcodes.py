"""The table of opcodes: for each its code, its mnemonic and the kinds of its immediates."""

from functools import cached_property

from msgspec import Struct

from .immediates import Immediate


class Opcode(Struct, frozen=True, dict=True):
    """An instruction without its operands.

    `code` is the byte, or `prefix << 16 | code below the prefix`: 0x6A, 0xFC_0008, 0xFD_0113. `name` is unique; where
    the text format has one mnemonic for two opcodes, the second is set apart by what follows a slash (`select/t`).
    """

    code: int
    name: str
    immediates: tuple[Immediate, ...] = ()

    @property
    def mnemonic(self) -> str:
        """Return what the text format writes."""
        return self.name.partition("/")[0]

    @property
    def prefix(self) -> int:
        """Return the first byte of a prefixed opcode; 0 where there is no prefix."""
        return self.code >> 16

    @cached_property
    def encoded(self) -> bytes:
        """Return the bytes that stand for it, in the shortest form."""
        if not self.prefix:
            return bytes((self.code,))
        low = self.code & 0xFFFF
        return bytes((self.prefix, low) if low < 0x80 else (self.prefix, low & 0x7F | 0x80, low >> 7))

    def __hash__(self) -> int:
        """Return a hash, quickly: codes are unique."""
        return self.code


# Each line: the first code, its immediates parted by commas, and the names of this and the following codes.
_UNPREFIXED = """
00 -                unreachable nop
02 block_type       block loop if
05 -                else
06 block_type       try
07 tag              catch throw
09 label            rethrow
0A -                throw_ref end
0C label            br br_if
0E labels           br_table
0F -                return
10 function         call
11 type,table       call_indirect
12 function         return_call
13 type,table       return_call_indirect
14 type             call_ref return_call_ref
18 label            delegate
19 -                catch_all drop select
1C value_types      select/t
1F block_type,catches try_table
20 local            local.get local.set local.tee
23 global           global.get global.set
25 table            table.get table.set
28 memory_access    i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u
30 memory_access    i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u
36 memory_access    i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32
3F memory           memory.size memory.grow
41 i32              i32.const
42 i64              i64.const
43 f32              f32.const
44 f64              f64.const
45 -                i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u
50 -                i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u
5B -                f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge
67 -                i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u
71 -                i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr
79 -                i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u
83 -                i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr
8B -                f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt
92 -                f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign
99 -                f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt
A0 -                f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign
A7 -                i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u
AC -                i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u
B2 -                f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64
B7 -                f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32
BC -                i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64
C0 -                i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s
D0 heap_type        ref.null
D1 -                ref.is_null
D2 function         ref.func
D3 -                ref.eq ref.as_non_null
D5 label            br_on_null br_on_non_null
E0 type             cont.new
E1 type,type        cont.bind
E2 tag              suspend
E3 type,handlers    resume
E4 type,tag,handlers resume_throw
E5 type,handlers    resume_throw_ref
E6 type,tag         switch
"""

_GARBAGE_COLLECTION = """
00 type             struct.new struct.new_default
02 type,field       struct.get struct.get_s struct.get_u struct.set
06 type             array.new array.new_default
08 type,count       array.new_fixed
09 type,data        array.new_data
0A type,element     array.new_elem
0B type             array.get array.get_s array.get_u array.set
0F -                array.len
10 type             array.fill
11 type,type        array.copy
12 type,data        array.init_data
13 type,element     array.init_elem
14 heap_type        ref.test ref.test/null ref.cast ref.cast/null
18 cast,label,heap_type,heap_type br_on_cast br_on_cast_fail
1A -                any.convert_extern extern.convert_any ref.i31 i31.get_s i31.get_u
20 type             struct.new_desc struct.new_default_desc ref.get_desc
23 heap_type        ref.cast_desc_eq ref.cast_desc_eq/null
25 cast,label,heap_type,heap_type br_on_cast_desc_eq br_on_cast_desc_eq_fail
"""

_BULK = """
00 -                i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u
04 -                i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u
08 data,memory      memory.init
09 data             data.drop
0A memory,memory    memory.copy
0B memory           memory.fill
0C element,table    table.init
0D element          elem.drop
0E table,table      table.copy
0F table            table.grow table.size table.fill
12 memory           memory.discard
13 -                i64.add128 i64.sub128 i64.mul_wide_s i64.mul_wide_u
"""

_VECTOR = """
00 memory_access    v128.load v128.load8x8_s v128.load8x8_u v128.load16x4_s v128.load16x4_u v128.load32x2_s
06 memory_access    v128.load32x2_u v128.load8_splat v128.load16_splat v128.load32_splat v128.load64_splat v128.store
0C v128             v128.const
0D lanes            i8x16.shuffle
0E -                i8x16.swizzle i8x16.splat i16x8.splat i32x4.splat i64x2.splat f32x4.splat f64x2.splat
15 lane             i8x16.extract_lane_s i8x16.extract_lane_u i8x16.replace_lane
18 lane             i16x8.extract_lane_s i16x8.extract_lane_u i16x8.replace_lane i32x4.extract_lane i32x4.replace_lane
1D lane             i64x2.extract_lane i64x2.replace_lane f32x4.extract_lane f32x4.replace_lane
21 lane             f64x2.extract_lane f64x2.replace_lane
23 -                i8x16.eq i8x16.ne i8x16.lt_s i8x16.lt_u i8x16.gt_s i8x16.gt_u
29 -                i8x16.le_s i8x16.le_u i8x16.ge_s i8x16.ge_u
2D -                i16x8.eq i16x8.ne i16x8.lt_s i16x8.lt_u i16x8.gt_s i16x8.gt_u
33 -                i16x8.le_s i16x8.le_u i16x8.ge_s i16x8.ge_u
37 -                i32x4.eq i32x4.ne i32x4.lt_s i32x4.lt_u i32x4.gt_s i32x4.gt_u
3D -                i32x4.le_s i32x4.le_u i32x4.ge_s i32x4.ge_u
41 -                f32x4.eq f32x4.ne f32x4.lt f32x4.gt f32x4.le f32x4.ge
47 -                f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le f64x2.ge
4D -                v128.not v128.and v128.andnot v128.or v128.xor v128.bitselect v128.any_true
54 memory_access,lane v128.load8_lane v128.load16_lane v128.load32_lane v128.load64_lane
58 memory_access,lane v128.store8_lane v128.store16_lane v128.store32_lane v128.store64_lane
5C memory_access    v128.load32_zero v128.load64_zero
5E -                f32x4.demote_f64x2_zero f64x2.promote_low_f32x4
60 -                i8x16.abs i8x16.neg i8x16.popcnt i8x16.all_true i8x16.bitmask
65 -                i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u f32x4.ceil f32x4.floor f32x4.trunc f32x4.nearest
6B -                i8x16.shl i8x16.shr_s i8x16.shr_u i8x16.add i8x16.add_sat_s i8x16.add_sat_u
71 -                i8x16.sub i8x16.sub_sat_s i8x16.sub_sat_u f64x2.ceil f64x2.floor
76 -                i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u f64x2.trunc i8x16.avgr_u
7C -                i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u
7E -                i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u
80 -                i16x8.abs i16x8.neg i16x8.q15mulr_sat_s i16x8.all_true i16x8.bitmask
85 -                i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s
89 -                i16x8.extend_low_i8x16_u i16x8.extend_high_i8x16_u i16x8.shl i16x8.shr_s i16x8.shr_u
8E -                i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub i16x8.sub_sat_s i16x8.sub_sat_u
94 -                f64x2.nearest i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u
9B -                i16x8.avgr_u i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s
9E -                i16x8.extmul_low_i8x16_u i16x8.extmul_high_i8x16_u
A0 -                i32x4.abs i32x4.neg
A3 -                i32x4.all_true i32x4.bitmask
A7 -                i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s i32x4.extend_low_i16x8_u
AA -                i32x4.extend_high_i16x8_u i32x4.shl i32x4.shr_s i32x4.shr_u i32x4.add
B1 -                i32x4.sub
B5 -                i32x4.mul i32x4.min_s i32x4.min_u i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s
BC -                i32x4.extmul_low_i16x8_s i32x4.extmul_high_i16x8_s
BE -                i32x4.extmul_low_i16x8_u i32x4.extmul_high_i16x8_u
C0 -                i64x2.abs i64x2.neg
C3 -                i64x2.all_true i64x2.bitmask
C7 -                i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s i64x2.extend_low_i32x4_u
CA -                i64x2.extend_high_i32x4_u i64x2.shl i64x2.shr_s i64x2.shr_u i64x2.add
D1 -                i64x2.sub
D5 -                i64x2.mul i64x2.eq i64x2.ne i64x2.lt_s i64x2.gt_s i64x2.le_s i64x2.ge_s
DC -                i64x2.extmul_low_i32x4_s i64x2.extmul_high_i32x4_s
DE -                i64x2.extmul_low_i32x4_u i64x2.extmul_high_i32x4_u
E0 -                f32x4.abs f32x4.neg
E3 -                f32x4.sqrt f32x4.add f32x4.sub f32x4.mul f32x4.div f32x4.min f32x4.max f32x4.pmin f32x4.pmax
EC -                f64x2.abs f64x2.neg
EF -                f64x2.sqrt f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax
F8 -                i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s f32x4.convert_i32x4_u
FC -                i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero
FE -                f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u
100 -               i8x16.relaxed_swizzle i32x4.relaxed_trunc_f32x4_s i32x4.relaxed_trunc_f32x4_u
103 -               i32x4.relaxed_trunc_f64x2_s_zero i32x4.relaxed_trunc_f64x2_u_zero
105 -               f32x4.relaxed_madd f32x4.relaxed_nmadd f64x2.relaxed_madd f64x2.relaxed_nmadd
109 -               i8x16.relaxed_laneselect i16x8.relaxed_laneselect i32x4.relaxed_laneselect i64x2.relaxed_laneselect
10D -               f32x4.relaxed_min f32x4.relaxed_max f64x2.relaxed_min f64x2.relaxed_max
111 -               i16x8.relaxed_q15mulr_s i16x8.relaxed_dot_i8x16_i7x16_s i32x4.relaxed_dot_i8x16_i7x16_add_s
"""

_ATOMIC = """
00 memory_access    memory.atomic.notify memory.atomic.wait32 memory.atomic.wait64
03 zero             atomic.fence
10 memory_access    i32.atomic.load i64.atomic.load i32.atomic.load8_u i32.atomic.load16_u
14 memory_access    i64.atomic.load8_u i64.atomic.load16_u i64.atomic.load32_u
17 memory_access    i32.atomic.store i64.atomic.store i32.atomic.store8 i32.atomic.store16
1B memory_access    i64.atomic.store8 i64.atomic.store16 i64.atomic.store32
1E memory_access    i32.atomic.rmw.add i64.atomic.rmw.add i32.atomic.rmw8.add_u i32.atomic.rmw16.add_u
22 memory_access    i64.atomic.rmw8.add_u i64.atomic.rmw16.add_u i64.atomic.rmw32.add_u
25 memory_access    i32.atomic.rmw.sub i64.atomic.rmw.sub i32.atomic.rmw8.sub_u i32.atomic.rmw16.sub_u
29 memory_access    i64.atomic.rmw8.sub_u i64.atomic.rmw16.sub_u i64.atomic.rmw32.sub_u
2C memory_access    i32.atomic.rmw.and i64.atomic.rmw.and i32.atomic.rmw8.and_u i32.atomic.rmw16.and_u
30 memory_access    i64.atomic.rmw8.and_u i64.atomic.rmw16.and_u i64.atomic.rmw32.and_u
33 memory_access    i32.atomic.rmw.or i64.atomic.rmw.or i32.atomic.rmw8.or_u i32.atomic.rmw16.or_u
37 memory_access    i64.atomic.rmw8.or_u i64.atomic.rmw16.or_u i64.atomic.rmw32.or_u
3A memory_access    i32.atomic.rmw.xor i64.atomic.rmw.xor i32.atomic.rmw8.xor_u i32.atomic.rmw16.xor_u
3E memory_access    i64.atomic.rmw8.xor_u i64.atomic.rmw16.xor_u i64.atomic.rmw32.xor_u
41 memory_access    i32.atomic.rmw.xchg i64.atomic.rmw.xchg i32.atomic.rmw8.xchg_u i32.atomic.rmw16.xchg_u
45 memory_access    i64.atomic.rmw8.xchg_u i64.atomic.rmw16.xchg_u i64.atomic.rmw32.xchg_u
48 memory_access    i32.atomic.rmw.cmpxchg i64.atomic.rmw.cmpxchg i32.atomic.rmw8.cmpxchg_u i32.atomic.rmw16.cmpxchg_u
4C memory_access    i64.atomic.rmw8.cmpxchg_u i64.atomic.rmw16.cmpxchg_u i64.atomic.rmw32.cmpxchg_u
4F ordering,global  global.atomic.get global.atomic.set global.atomic.rmw.add global.atomic.rmw.sub
53 ordering,global  global.atomic.rmw.and global.atomic.rmw.or global.atomic.rmw.xor global.atomic.rmw.xchg
57 ordering,global  global.atomic.rmw.cmpxchg
58 ordering,table   table.atomic.get table.atomic.set table.atomic.rmw.xchg table.atomic.rmw.cmpxchg
5C ordering,type,field struct.atomic.get struct.atomic.get_s struct.atomic.get_u struct.atomic.set
60 ordering,type,field struct.atomic.rmw.add struct.atomic.rmw.sub struct.atomic.rmw.and struct.atomic.rmw.or
64 ordering,type,field struct.atomic.rmw.xor struct.atomic.rmw.xchg struct.atomic.rmw.cmpxchg
67 ordering,type    array.atomic.get array.atomic.get_s array.atomic.get_u array.atomic.set
6B ordering,type    array.atomic.rmw.add array.atomic.rmw.sub array.atomic.rmw.and array.atomic.rmw.or
6F ordering,type    array.atomic.rmw.xor array.atomic.rmw.xchg array.atomic.rmw.cmpxchg
72 -                ref.i31_shared
"""

_TABLES = ((0, _UNPREFIXED), (0xFB, _GARBAGE_COLLECTION), (0xFC, _BULK), (0xFD, _VECTOR), (0xFE, _ATOMIC))


def _opcodes() -> list[Opcode]:
    """Read the tables."""
    found: list[Opcode] = []
    for prefix, table in _TABLES:
        for line in table.strip().splitlines():
            first, kinds, *names = line.split()
            immediates = () if kinds == "-" else tuple(map(Immediate, kinds.split(",")))
            found.extend(
                Opcode(code, name, immediates) for code, name in enumerate(names, prefix << 16 | int(first, 16))
            )
    return found


OPCODES: tuple[Opcode, ...] = tuple(_opcodes())
PREFIXES = frozenset(prefix for prefix, _ in _TABLES if prefix)
BY_CODE: dict[int, Opcode] = {opcode.code: opcode for opcode in OPCODES}
BY_NAME: dict[str, Opcode] = {opcode.name: opcode for opcode in OPCODES}
