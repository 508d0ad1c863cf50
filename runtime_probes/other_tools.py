"""What other tools that look into WebAssembly have, and what answers it here; monitors name Wizard's like of them."""

from msgspec import Struct

# What each monitor of Wizard reports (github.com/titzer/wizard-engine, src/monitors and `wizeng --help`), those aside
# that test Wizard itself; the last two are flags.
WIZARD = {
    "alloc": "structs and arrays made at each place, and their total length",
    "blocks": "count and length of each basic block",
    "branches": "taken and not taken for each branch, targets of each br_table",
    "breakpoints": "stops an external native debugger at chosen places",
    "calls": "entries of functions, calls by their place, callees of indirect ones",
    "const": "arguments of functions that were always the same",
    "control": "the graph of control flow with counts",
    "coverage": "share of instructions and blocks that ran",
    "debug": "an interactive debugger: step, next, break, locals, backtrace",
    "fprofile": "time in each function",
    "globals": "reads and writes of each global",
    "hotness": "count of each instruction, and how few make up most of a run",
    "icount": "instructions that ran in each function",
    "loops": "iterations of each loop",
    "loop-traces": "count of each whole path that forms a loop",
    "memstats": "reads and writes of each page, bytes in bulk, growth",
    "opcodes": "static and dynamic count of each opcode",
    "profile": "a tree of calling contexts with time",
    "profile_bytecode": "counts of the bytecodes that a guest interpreter runs",
    "r3": "a reduced recording of what the host did",
    "r3-replay": "a module that replays such a recording",
    "ssevent": "events of stack switching in their order",
    "timeout": "a trap after a number of instructions",
    "trace": "each instruction as it runs",
    "tracepoints": "entries and exits of functions as they happen",
}

# What no monitor answers, and why, or what does.
NOT_HERE = {
    "breakpoints": "a `Callback` at any instruction may call Python's `breakpoint()`; native debuggers are another "
    "matter: wasmtime's own `debug_info` speaks to them",
    "debug": "a `Callback` at any event sees operands and arguments, and may call Python's `breakpoint()`; a debugger "
    "that steps needs an engine that stops anywhere",
    "ssevent": "wasmtime does not run stack switching from Python: `cont.new` ends the process",
}


class Hook(Struct, frozen=True):
    """A hook of Wasabi: the events that tell the same, as Python has them, and what can be seen of it there."""

    name: str
    events: tuple[str, ...]
    seen: tuple[str, ...] = ()


# The hooks of Wasabi (github.com/danleh/wasabi); it calls those of `call` before and after.
WASABI = (
    Hook("start", ("FunctionEntry()",), ("function",)),
    Hook("nop", ('BeforeInstruction("nop")',)),
    Hook("unreachable", ('BeforeInstruction("unreachable")',)),
    Hook("br", ('BeforeInstruction("br")',)),
    Hook("br_if", ('BranchDecision("br_if")',), ("outcome",)),
    Hook("br_table", ('BranchDecision("br_table")',), ("outcome",)),
    Hook("if", ('BranchDecision("if")',), ("outcome",)),
    Hook("begin", ("FunctionEntry()", "BlockEntry()", "LoopIteration()", 'AfterInstruction("block", "loop", "if")')),
    Hook("end", ('BeforeInstruction("end")', "FunctionExit()")),
    Hook("call", ("Call()", "CallReturn()"), ("callee", "operand0", "result0")),
    Hook("return", ("FunctionExit()", 'BeforeInstruction("return")'), ("result0",)),
    Hook("drop", ('BeforeInstruction("drop")',), ("operand0",)),
    Hook("select", ('BeforeInstruction("select")',), ("operand0", "operand1", "operand2")),
    Hook("const", ('AfterInstruction("i32.const", "f64.const")',), ("result0",)),
    Hook("unary", ('AfterInstruction("i32.eqz", "f64.neg")',), ("operand0", "result0")),
    Hook("binary", ('AfterInstruction("i32.add", "f64.mul")',), ("operand0", "operand1", "result0")),
    Hook("load", ("MemoryAccess(stores=False)",), ("address", "value")),
    Hook("store", ("MemoryAccess(loads=False)",), ("address", "value")),
    Hook("memory_size", ('AfterInstruction("memory.size")',), ("result0",)),
    Hook("memory_grow", ('AfterInstruction("memory.grow")', "Allocation()"), ("operand0", "result0", "size")),
    Hook("local", ("LocalAccess()",), ("index", "value")),
    Hook("global", ("GlobalAccess()",), ("index", "value")),
)
