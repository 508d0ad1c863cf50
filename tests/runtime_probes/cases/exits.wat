;; probe: FunctionEntry() argument0
;; probe: FunctionExit() result0
(module
  (tag $problem (param i32))
  (func $returns (param i32) (result i32) (return (local.get 0)))
  (func $branches (param i32) (result i32) (br 0 (local.get 0)))
  (func $ends (param i32) (result i32) (local.get 0))
  (func $throws (param i32) (throw $problem (local.get 0)))
  (func $passes (param i32) (call $throws (local.get 0)))
  (func $tail (param i32) (result i32) (return_call $ends (local.get 0)))
  (func (export "run")
    (drop (call $returns (i32.const 1)))
    (drop (call $branches (i32.const 2)))
    (drop (call $ends (i32.const 3)))
    (block (result i32)
      (try_table (catch $problem 0) (call $passes (i32.const 4)))
      (i32.const 0))
    (drop)
    (drop (call $tail (i32.const 5)))))
