"""What the interpreter says of the rows about which a built system asks its Python and its WebAssembly."""
