"""Asks the advisory service for known faults in the packages of the lock files; says plainly what could not be asked.

Ends with 0 when every package was looked up and none has a known fault, 1 when one has, 3 when some could not be looked
up (no network, or a mirror without the service): then nothing is known of those, which is not the same as safe.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
NOT_ALL = 3


def judged(dependencies: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """The exit code and what to say, for pip-audit's list of dependencies."""
    found = list(dependencies)
    unknown = [d["name"] for d in found if "skip_reason" in d]
    wrong = [d for d in found if d.get("vulns")]
    lines = [f"{len(found) - len(unknown)} of {len(found)} packages looked up, {len(wrong)} with a known fault."]
    for one in wrong:
        for fault in one["vulns"]:
            mended = ", ".join(fault.get("fix_versions", [])) or "no version yet"
            lines.append(f"  {one['name']} {one['version']}: {fault['id']}, mended in {mended}")
    if unknown:
        which = "all of them" if len(unknown) == len(found) else ", ".join(unknown)
        lines.append(f"  NOT AUDITED, the advisory service did not know them or did not answer: {which}.")
    if wrong:
        return 1, lines
    return (NOT_ALL if unknown or not found else 0), lines


def audit(lock: str) -> tuple[int, list[str]]:
    """pip-audit over one lock file; without an answer that can be read, nothing was audited."""
    command = [sys.executable, "-m", "pip_audit", "-r", lock, "--require-hashes", "--disable-pip"]
    try:
        run = subprocess.run(
            [*command, "-f", "json", "--progress-spinner", "off"],
            cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        return judged(json.loads(run.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        return NOT_ALL, ["NOT AUDITED: the advisory service cannot be reached from here."]


def main() -> int:
    """Both lock files; the worst outcome counts, and a known fault is worse than not knowing."""
    codes = []
    for lock in LOCKS:
        code, lines = audit(lock)
        codes.append(code)
        print(f"{lock}: " + "\n".join(lines))
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
