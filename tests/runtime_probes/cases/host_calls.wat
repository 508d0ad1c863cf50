;; probe: HostCall() argument0
;; probe: HostReturn(tail_calls=True) argument0 result0
;; probe: HostIndirectCall() callee
(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "double" (func $double (type $unary)))
  (global $held funcref (ref.func $double))
  (global $typed (ref $unary) (ref.func $double))
  (table $items 3 funcref)
  (elem (i32.const 0) func $double)
  (elem (i32.const 1) funcref (item (ref.func $double)))
  (table $initial 1 funcref (ref.func $double))
  (func $tail (type $unary) (return_call $double (local.get 0)))
  (export "double" (func $double))
  (func (export "run")
    (drop (call $double (i32.const 1)))
    (drop (call $tail (i32.const 2)))
    (drop (call_indirect $items (type $unary) (i32.const 3) (i32.const 0)))
    (drop (call_indirect $items (type $unary) (i32.const 4) (i32.const 1)))
    (table.set $items (i32.const 2) (global.get $held))
    (drop (call_indirect $items (type $unary) (i32.const 5) (i32.const 2)))
    (drop (call_indirect $initial (type $unary) (i32.const 6) (i32.const 0)))
    (drop (call_ref $unary (i32.const 7) (global.get $typed)))
    (drop (call_ref $unary (i32.const 8) (ref.func $double)))))
