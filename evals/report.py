"""The HTML report: figures, parts, confusion matrix, reliability, misses. One file, nothing from elsewhere."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from evals.figures import Row, Value
from evals.record import Record

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2433}
h2{margin-top:3rem;border-top:1px solid #c9ced8;padding-top:1rem}
table{border-collapse:collapse;margin:1rem 0}
td,th{padding:.25rem .7rem;text-align:left;border-bottom:1px solid #e3e6ec}
td.n{text-align:right;font-variant-numeric:tabular-nums} .bar{display:inline-block;height:.6rem;background:#2b5f75}
figure{display:inline-block;margin:1rem 2rem 1rem 0;vertical-align:top} figcaption{color:#4a5366} small{color:#4a5366}
"""
CELL, MISSES = 34, 40


def write_report(records: Sequence[Record], path: Path) -> Path:
    """Writes the report of these runs and gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(_section(record) for record in records)
    page = (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>Doorvraag: metingen</title>'
        f"<style>{STYLE}</style><h1>Doorvraag: metingen</h1>{body}</html>"
    )
    path.write_text(page, encoding="utf-8")
    return path


def _section(record: Record) -> str:
    about = f"{record.backend} · revisie {record.revision} · gegevens {record.data_sha256[:12]}"
    rows = "".join(
        f"<tr><td>{escape(name)}<td class=n>{v.value:.3f}<td class=n>{v.low:.3f} – {v.high:.3f}<td class=n>{v.n}"
        f'<td><svg width="104" height="10" role="img" aria-label="{v.value:.2f}">{_bar(v.low, v.high, v.value)}</svg>'
        for name, v in record.figures.items()
        if "[" not in name
    )
    pictures = _parts(record) + _confusion(record.cases) + _reliability(record.cases)
    return (
        f"<h2>{escape(record.suite)}</h2><small>{escape(about)}</small>"
        f"<table><tr><th>cijfer<th>waarde<th>95 %<th>n<th></tr>{rows}</table>{pictures}{_misses(record.cases)}"
    )


def _parts(record: Record) -> str:
    """Figures named `accept[sector=po]` as one table: a row for each part, a pair of columns for each figure."""
    table: dict[tuple[str, str], dict[str, Value]] = {}
    for name, value in record.figures.items():
        figure, bracket, part = name.partition("[")
        if bracket:
            key, _, what = part.rstrip("]").partition("=")
            table.setdefault((key, what), {})[figure] = value
    if not table:
        return ""
    names = list(dict.fromkeys(name for values in table.values() for name in values))
    heads = "".join(f"<th>{escape(name)}<th>95 %" for name in names)
    rows = "".join(
        f"<tr><td>{escape(key)}<td>{escape(what)}<td class=n>{max(value.n for value in values.values())}"
        + "".join(_part(values.get(name)) for name in names)
        for (key, what), values in table.items()
    )
    return (
        f"<details open><summary>Per onderdeel</summary><table><tr><th>soort<th>onderdeel<th>n{heads}</tr>{rows}"
        "</table></details>"
    )


def _part(value: Value | None) -> str:
    if value is None:
        return "<td><td>"
    return f"<td class=n>{value.value:.3f}<td class=n>{value.low:.3f} – {value.high:.3f}"


def _bar(low: float, high: float, value: float) -> str:
    place = [max(0.0, min(1.0, x)) * 100 + 2 for x in (low, high, value)]
    return (
        f'<rect x="{place[0]:.1f}" y="3" width="{max(place[1] - place[0], 1):.1f}" height="4" fill="#a9c3cf"/>'
        f'<rect x="{place[2] - 1:.1f}" y="0" width="2" height="10" fill="#17414f"/>'
    )


def _confusion(rows: Sequence[Row]) -> str:
    """Gold down, verdict across; only where both are kept."""
    pairs = Counter((str(row["gold"]), str(row["got"])) for row in rows if "gold" in row and "got" in row)
    if not pairs:
        return ""
    names = sorted({name for pair in pairs for name in pair})
    left, top = 190, 150
    most = max(pairs.values())
    cells = []
    for y, gold in enumerate(names):
        cells.append(f'<text x="{left - 8}" y="{top + y * CELL + 22}" text-anchor="end">{escape(gold)}</text>')
        for x, got in enumerate(names):
            count = pairs.get((gold, got), 0)
            shade = 0.06 if not count else 0.2 + 0.8 * count / most
            ink = "#fff" if shade > 0.6 else "#1d2433"
            box = f'x="{left + x * CELL}" y="{top + y * CELL}" width="{CELL - 2}" height="{CELL - 2}"'
            cells.append(f'<rect {box} fill="{"#2b5f75" if gold == got else "#a34a28"}" fill-opacity="{shade:.2f}"/>')
            if count:
                at = f'x="{left + x * CELL + 16}" y="{top + y * CELL + 21}"'
                cells.append(f'<text {at} text-anchor="middle" fill="{ink}">{count}</text>')
    heads = "".join(
        f'<text transform="translate({left + x * CELL + 20},{top - 8}) rotate(-60)">{escape(name)}</text>'
        for x, name in enumerate(names)
    )
    side = len(names) * CELL
    return (
        f'<figure><svg width="{left + side + 90}" height="{top + side + 10}" font-size="12" role="img" '
        f'aria-label="verwarringsmatrix">{heads}{"".join(cells)}</svg><figcaption>Goud (rij) tegen oordeel (kolom)'
        "</figcaption></figure>"
    )


def _reliability(rows: Sequence[Row], bins: int = 10) -> str:
    """How often verdicts of each confidence can be defended; on the line is honest."""
    sure = [(float(row["confidence"]), bool(row["accept"])) for row in rows if "confidence" in row and "accept" in row]
    if not sure:
        return ""
    dots = []
    for number in range(bins):
        here = [pair for pair in sure if min(int(pair[0] * bins), bins - 1) == number]
        if here:
            x = sum(pair[0] for pair in here) / len(here) * 260 + 30
            y = 280 - sum(pair[1] for pair in here) / len(here) * 260
            dots.append(
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{3 + len(here) ** 0.5:.1f}" fill="#2b5f75" fill-opacity=".7"/>'
            )
    return (
        '<figure><svg width="310" height="310" font-size="12" role="img" aria-label="betrouwbaarheid">'
        '<line x1="30" y1="280" x2="290" y2="20" stroke="#c9ced8"/>'
        '<path d="M30 20V280H290" fill="none" stroke="#4a5366"/>'
        f'{"".join(dots)}<text x="120" y="302">zekerheid</text></svg>'
        "<figcaption>Zekerheid tegen deel dat verdedigbaar is</figcaption></figure>"
    )


def _misses(rows: Sequence[Row]) -> str:
    wrong = [row for row in rows if _is_miss(row)]
    if not wrong:
        return "<p>Geen missers.</p>"
    lines = "".join(
        f"<tr><td>{escape(str(row['id']))}<td>{escape(str(row.get('text', '')))}"
        f"<td>{escape(str(row.get('gold', row.get('metric', ''))))}<td>{escape(str(row.get('got', '')))}"
        for row in wrong[:MISSES]
    )
    return (
        f"<details open><summary>{len(wrong)} missers</summary><table><tr><th>geval<th>tekst<th>goud of maat<th>oordeel"
        f"</tr>{lines}</table></details>"
    )


def _is_miss(row: Row) -> bool:
    for key in ("accept", "right", "exact"):
        if key in row:
            return not row[key]
    if row.get("metric") in {"leak", "decoy"}:
        return bool(row["score"])
    if "score" in row:
        return not row["score"]
    return not row.get("hit3", row.get("abstention_right", True))
