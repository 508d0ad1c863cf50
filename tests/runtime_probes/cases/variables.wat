;; probe: GlobalAccess() index value
;; probe: LocalAccess() index value
(module
  (import "host" "start" (global $start i32))
  (global $count (mut i64) (i64.const 3))
  (func $f (param f32) (local i32)
    (local.set 1 (global.get $start))
    (drop (local.tee 1 (i32.add (local.get 1) (i32.const 1))))
    (global.set $count (i64.mul (global.get $count) (i64.const 2))))
  (func (export "run") (call $f (f32.const 1))))
