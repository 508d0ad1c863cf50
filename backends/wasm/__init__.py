"""The rules of a specification as one WebAssembly module, `domain.wasm`."""
