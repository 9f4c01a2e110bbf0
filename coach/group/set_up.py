"""Starting a group, step by step: each step is saved by itself, so that people can stop and go on later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coach.errors import BadInput, NotFound
from coach.group.groups import group_of
from coach.group.set_up_steps import Step, Steps, Value, read_value, shown_value
from coach.ports import Storage, UnitOfWork
from coach.records import ContractVersion, Group

CONTRACT = "contract"
Methods = Callable[[], dict[str, str]]


class BadStep(BadInput):
    """Something filled in at a step cannot be used; `fields` says per field what can."""

    code = "bad_step"

    def __init__(self, fields: Mapping[str, str]) -> None:
        first = next(iter(fields))
        super().__init__(fields[first], where=first)
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as it stands. `values`: what was filled in; `readable`: the same by label; `notes`: kind words a field."""

    step: Step
    done: bool
    values: Mapping[str, Value]
    readable: tuple[tuple[str, str], ...]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SetUp:
    """All steps of a group, and the first that is not done (None: all are)."""

    steps: tuple[StepState, ...]
    next: str | None

    @property
    def done(self) -> int:
        return sum(state.done for state in self.steps)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that people wrote, to look for signs of danger."""
        return tuple(value for state in self.steps for value in state.values.values() if isinstance(value, str))


class SetUpService:
    """The wizard. `methods` gives the names of methods by id."""

    def __init__(self, storage: Storage, steps: Steps, methods: Methods) -> None:
        self._storage, self._steps, self._methods = storage, steps, methods

    def read(self, group_id: str) -> SetUp:
        """How far the group is."""
        with self._storage.read() as unit:
            return self._all(unit, group_of(unit, group_id))

    def save(self, group_id: str, step_id: str, given: Mapping[str, Value]) -> SetUp:
        """Keeps what was filled in at one step, in place of what stood there. Raises NotFound, BadStep."""
        step = self._step(step_id)
        values = self._checked(step, given)
        with self._storage.write() as unit:
            group = group_of(unit, group_id)
            unit.rows(Group).change(group_id, set_up={**group.set_up, step_id: values})
            return self._all(unit, group_of(unit, group_id))

    def agreed(self, group: Group, step_id: str) -> dict[str, Value]:
        """What a group filled in at a step, with the defaults for what it left open (rhythm, method, division)."""
        step = self._step(step_id)
        defaults = {field.id: field.default for field in step.field if field.default is not None}
        return {**defaults, **group.set_up.get(step_id, {})}

    def methods(self) -> dict[str, str]:
        """Names of methods by id, to choose from."""
        return self._methods()

    def _step(self, step_id: str) -> Step:
        found = next((step for step in self._steps.step if step.id == step_id), None)
        if found is None:
            raise NotFound("Deze stap bestaat niet.", code="unknown_step")
        return found

    def _checked(self, step: Step, given: Mapping[str, Value]) -> dict[str, Value]:
        values, wrong = dict[str, Value](), dict[str, str]()
        methods = self._methods() if any(field.kind == "method" for field in step.field) else {}
        for field in step.field:
            try:
                value = read_value(field, given.get(field.id, ""), methods)
            except ValueError as error:
                wrong[field.id] = str(error)
            else:
                values.update({field.id: value} if value is not None else {})
        if wrong:
            raise BadStep(wrong)
        if not values:
            first = step.field[0].id if step.field else step.id
            raise BadStep({first: "Hier staat nog niets. Vul iets in, of sla deze stap over."})
        return values

    def _all(self, unit: UnitOfWork, group: Group) -> SetUp:
        signed = unit.inside(group.id, ContractVersion).count() > 0
        states = tuple(self._state(step, group, signed) for step in self._steps.step)
        return SetUp(states, next((state.step.id for state in states if not state.done), None))

    def _state(self, step: Step, group: Group, signed: bool) -> StepState:
        values: Mapping[str, Value] = group.set_up.get(step.id, {})
        done = signed if step.id == CONTRACT else bool(values)
        methods = self._methods() if any(field.kind == "method" for field in step.field) else {}
        fields = [(field, values[field.id]) for field in step.field if field.id in values]
        readable = tuple((field.label, shown_value(field, value, methods)) for field, value in fields)
        notes = {
            field.id: field.warn
            for field, value in fields
            if field.warn_above is not None and isinstance(value, int) and value > field.warn_above
        }
        return StepState(step, done, values, readable, notes)
