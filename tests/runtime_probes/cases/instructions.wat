;; probe: BeforeInstruction(i32.sub, drop, select, i64.store) operand0 operand1 operand2
;; probe: AfterInstruction(i32.sub, select, loop, block, end, call) operand0 operand1 result0
(module
  (memory 1)
  (func $f (param i32) (result i32) (i32.sub (local.get 0) (i32.const 1)))
  (func (export "run") (local f64)
    (drop (call $f (i32.const 10)))
    (drop (select (f64.const 1) (f64.const 2) (i32.const 0)))
    (block (loop (nop)))
    (drop (block (result i64) (br_if 0 (i64.const 7) (i32.const 1))))
    (i64.store (i32.const 8) (i64.const -1))
    (return)
    (drop) (select) (drop)))
