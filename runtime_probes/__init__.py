"""WebAssembly modules, instrumented."""
