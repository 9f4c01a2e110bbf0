"""One module a suite: `NAME`, `FIGURES`, and `run(container, path, options) -> rows`."""
