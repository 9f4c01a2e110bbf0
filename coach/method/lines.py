"""Where a key stands in a TOML text, so that a mend can name its line. Reads lines, not meaning."""

import re

Path = tuple[str | int, ...]

_TABLE = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w\-]+)\s*=")
_LONG = re.compile(r'"""|\'\'\'')


def key_lines(text: str) -> dict[Path, int]:
    """Line numbers, from 1, of every table and key: `("phases", 2, "script")` -> 48. Inline tables count as one key."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    inside_long = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside_long:
            if table := _TABLE.match(line):
                here = _enter(table.group(2), table.group(1) == "[[", counts)
                lines.setdefault(here, number)
            elif key := _KEY.match(line):
                lines.setdefault((*here, key.group(1)), number)
        if len(_LONG.findall(line)) % 2:
            inside_long = not inside_long
    return lines


def _enter(name: str, is_list: bool, counts: dict[Path, int]) -> Path:
    """The path of a table heading; `counts` remembers how many entries each list of tables has so far."""
    path: Path = ()
    parts = name.split(".")
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if is_list:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of the deepest part of `path` that is written down; 1 when nothing of it is."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1
