"""The methods as lines of a list, the same for the command line and HTTP."""

from dataclasses import dataclass

from coach.method.library import MethodLibrary
from coach.method.model import Level, Method, Minutes


@dataclass(frozen=True, slots=True)
class MethodLine:
    """A method in the list. `minutes` are the sums over its phases."""

    id: str
    name: str
    version: str
    aim: str
    when: str
    experience: Level
    minutes: Minutes
    phases: int


@dataclass(frozen=True, slots=True)
class MethodList:
    """All methods, by name."""

    methods: list[MethodLine]


def listing(library: MethodLibrary) -> MethodList:
    """A line for each method, in the order of the library."""
    return MethodList([_line(method) for method in library.all()])


def _line(method: Method) -> MethodLine:
    return MethodLine(
        id=method.id,
        name=method.name,
        version=method.version,
        aim=method.aim,
        when=method.when,
        experience=method.experience.level,
        minutes=method.minutes(),
        phases=len(method.phases),
    )
