;; probe: HostCall() argument0
;; probe: HostReturn() argument0 result0
(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "double" (func $double (type $unary)))
  (func $tail (type $unary) (return_call $double (local.get 0)))
  (func (export "run")
    (drop (call $double (i32.const 1)))
    (drop (call $tail (i32.const 2)))
    (drop (call $double (i32.const 3)))))
