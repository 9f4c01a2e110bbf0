"""Help while a meeting runs: deepening questions."""
