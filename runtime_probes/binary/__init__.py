"""WebAssembly's binary format: modules read, scanned, extended and written."""
