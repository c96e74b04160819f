"""Plain Python that every other floor may import: vocabulary, rules, text; no I/O, no clock."""
