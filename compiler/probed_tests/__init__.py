"""Generated tests whose rules also run as WebAssembly with probes: what is watched, how, and what a run saw."""
