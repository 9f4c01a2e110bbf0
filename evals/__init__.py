"""The guard: runs the product's own parts on written cases and compares the figures with a committed baseline."""
