"""What tests of probes share: a module as text, instrumented and running."""

from collections.abc import Sequence

import wasmtime

from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.switching import Switching


class Probed:
    """An instance of a module with probes; those that can be switched are on."""

    def __init__(self, text: str, probes: Sequence[Probe], switching: Switching = Switching.NEVER) -> None:
        """Put probes into a module without imports, and start it."""
        self.store = wasmtime.Store()
        self.instrumented = instrument(bytes(wasmtime.wat2wasm(text)), probes, switching=switching)
        module = wasmtime.Module(self.store.engine, self.instrumented.module_bytes)
        self.instance = wasmtime.Instance(self.store, module, [])
        self.session = Session(self.instrumented, self.store, self.instance)
        if switching is not Switching.NEVER:
            self.session.enable()

    def call(self, name: str, *arguments: int) -> object:
        """Call an exported function."""
        function = self.instance.exports(self.store)[name]
        assert isinstance(function, wasmtime.Func)
        return function(self.store, *arguments)
