"""The tests of the generated system: scenarios, units, modules, and what they stand on."""
