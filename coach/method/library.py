"""The methods of a folder, read and looked over once."""

from collections.abc import Mapping
from pathlib import Path

from coach.errors import BadData, NotFound
from coach.method.check import Problem, check_file, read_method
from coach.method.model import Method


class MethodLibrary:
    """Methods by id. Made by `load`; what is in it has passed every check."""

    def __init__(self, methods: Mapping[str, Method]) -> None:
        self._methods = dict(methods)

    @classmethod
    def load(cls, folder: Path) -> "MethodLibrary":
        """All `*.toml` of a folder. Raises BadData for the first problem (`where` is file:line) or an empty folder."""
        methods: dict[str, Method] = {}
        for path in sorted(folder.glob("*.toml")):
            method, problems = read_method(path)
            if method is None:
                raise BadData(problems[0].mend, code="bad_method", where=f"{problems[0].file}:{problems[0].line}")
            methods[method.id] = method
        if not methods:
            raise BadData("Er staan geen methoden in de map knowledge/methods.", code="no_methods")
        return cls(methods)

    def get(self, method_id: str) -> Method:
        """The method with this id. Raises NotFound, naming the ids that exist."""
        method = self._methods.get(method_id)
        if method is None:
            raise NotFound(
                f"Deze methode ken ik niet. Kies uit: {', '.join(sorted(self._methods))}.", code="unknown_method"
            )
        return method

    def all(self) -> tuple[Method, ...]:
        """Every method, by name."""
        return tuple(sorted(self._methods.values(), key=lambda method: method.name))


def check_folder(folder: Path) -> list[Problem]:
    """The problems of all method files in a folder, by file and line."""
    return [problem for path in sorted(folder.glob("*.toml")) for problem in check_file(path)]
