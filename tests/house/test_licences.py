"""Every package in the lock files may be used in a work under Apache-2.0; the audit admits what it does not know."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from coach.settings import ROOT

# Names as they stand in package metadata, old and new style. LGPL: used as a library of its own, unchanged (psycopg).
ALLOWED = {
    "0BSD", "3-Clause BSD License", "Apache License, Version 2.0", "Apache Software License", "Apache-2.0",
    "BSD License", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "DFSG approved", "ISC License", "ISC", "ISCL",
    "LGPL-3.0-only", "MIT", "MIT License", "MIT-0", "MPL-2.0", "Mozilla Public License 2.0", "MPL 2.0", "PSF-2.0",
    "Python Software Foundation License", "Zlib", "Unlicense", "HPND",
}  # fmt: skip
# Whose metadata say nothing; read in its own repository. A tool of the tests, no part of the product.
BY_HAND = {"axe-playwright-python": "MIT"}
_LINE = re.compile(r"^[A-Za-z0-9][^\\#]*")


def locked(lock: str) -> list[Requirement]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [Requirement(found.group().strip()) for line in lines if (found := _LINE.match(line))]


def licences(name: str) -> set[str]:
    """What a package says of its licence: the expression, else its classifiers, else the free field."""
    if name in BY_HAND:
        return {BY_HAND[name]}
    meta = distribution(name).metadata
    kinds = [line.split(" :: ")[-1] for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    said = meta.get_all("License-Expression") or kinds or [text.splitlines()[0] for text in meta.get_all("License", [])]
    return {
        part.strip()
        for text in said or ["nothing said"]
        for part in re.split(r"\s+(?:AND|OR)\s+|[()]+", text)
        if part.strip()
    }


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-setup.lock"])
def test_no_package_has_a_licence_that_forbids_use(lock: str) -> None:
    wrong = {}
    for package in locked(lock):
        if package.marker is not None and not package.marker.evaluate():
            continue  # for another system than this one
        try:
            if strange := licences(package.name) - ALLOWED:
                wrong[package.name] = strange
        except PackageNotFoundError:
            wrong[package.name] = {"not installed: run make setup-dev"}
    assert wrong == {}


def test_the_lock_files_are_read_whole() -> None:
    names = {package.name for package in locked("requirements.lock")}
    assert {"alembic", "cryptography", "fastapi", "uvicorn"} <= names
    assert len(names) > 80


# ---- the audit


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = spec_from_file_location("audit", ROOT / "tools" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAFE = {"name": "rich", "version": "14", "vulns": []}
UNKNOWN = {"name": "numpy", "skip_reason": "Dependency not found on PyPI"}
FAULT = {"name": "h11", "version": "0.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.2"]}]}


@pytest.mark.parametrize(
    ("found", "code", "says"),
    [
        ([SAFE], 0, "1 of 1 packages looked up, 0 with a known fault."),
        ([SAFE, FAULT], 1, "h11 0.1: PYSEC-1, mended in 0.2"),
        ([SAFE, UNKNOWN], 3, "NOT AUDITED"),
        ([UNKNOWN], 3, "0 of 1 packages looked up"),
        ([UNKNOWN, FAULT], 1, "PYSEC-1"),
        ([], 3, "0 of 0"),
    ],
)
def test_an_audit_that_looked_nothing_up_is_no_clean_bill(
    audit: ModuleType, found: list[dict[str, object]], code: int, says: str
) -> None:
    ended, lines = audit.judged(found)
    assert ended == code
    assert says in "\n".join(lines)
