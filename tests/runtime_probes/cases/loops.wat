;; probe: LoopIteration()
;; probe: BlockEntry()
(module
  (func (export "run") (local i32)
    (local.set 0 (i32.const 3))
    (loop $again
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $again (local.get 0)))))
