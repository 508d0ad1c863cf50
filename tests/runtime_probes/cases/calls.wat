;; probe: Call() callee operand0
;; probe: IndirectCall() callee
;; probe: FunctionEntry() argument0
;; probe: CallReturn() callee result0
(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "double" (func $double (type $unary)))
  (table 2 funcref)
  (elem (i32.const 0) $double $add_one)
  (func $add_one (type $unary) (i32.add (local.get 0) (i32.const 1)))
  (func $tail (type $unary) (return_call $add_one (local.get 0)))
  (func $indirect_tail (type $unary) (return_call_indirect (type $unary) (local.get 0) (i32.const 1)))
  (func (export "run")
    (drop (call $double (i32.const 1)))
    (drop (call $tail (i32.const 2)))
    (drop (call_indirect (type $unary) (i32.const 3) (i32.const 0)))
    (drop (call_indirect (type $unary) (i32.const 4) (i32.const 1)))
    (drop (call_ref $unary (i32.const 5) (ref.func $add_one)))
    (drop (call $indirect_tail (i32.const 6)))))
