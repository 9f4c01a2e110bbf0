"""Starting a group, step by step: each step is saved by itself, so that people can stop and go on later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coach.errors import BadInput, NotFound
from coach.group.groups import group_of
from coach.group.set_up_steps import Step, Steps, Value, read_value, shown_value
from coach.ports import Storage, UnitOfWork
from coach.records import ContractVersion, Group

CONTRACT, ROLES = "contract", "roles"
# What was typed and cannot be used yet, beside the steps: the form shows it again, nothing else reads it.
UNCHECKED = "unchecked"
MAX_UNCHECKED = 20_000
# The field that says who keeps the time, and the answer for which the rota has a role of its own.
TIME, IN_TURN = "time", "in_turn"
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
    """A step as it stands. `values`: what was filled in; `readable`: the same by label; `notes`: kind words a field.

    `unchecked`: what was typed when somebody left the step, and cannot be used as it is."""

    step: Step
    done: bool
    values: Mapping[str, Value]
    readable: tuple[tuple[str, str], ...]
    notes: Mapping[str, str]
    unchecked: Mapping[str, str]


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
        texts = [value for state in self.steps for value in (*state.values.values(), *state.unchecked.values())]
        return tuple(value for value in texts if isinstance(value, str))


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
        values, wrong = self._read(step, given)
        if wrong:
            raise BadStep(wrong)
        if not values:
            first = step.field[0].id if step.field else step.id
            raise BadStep({first: "Hier staat nog niets. Vul iets in, of sla deze stap over."})
        return self._keep(group_id, step, values, {})

    def leave(self, group_id: str, step_id: str, given: Mapping[str, str]) -> SetUp:
        """Keeps what was typed when somebody goes to another step without saving: what can be used counts, the rest
        waits in the form. What stood there untouched, as what people mostly choose, is not an answer."""
        step = self._step(step_id)
        state = next(one for one in self.read(group_id).steps if one.step.id == step_id)
        typed = {field.id: given[field.id] for field in step.field if field.id in given}
        if all(_same(text, filled(state).get(name, "")) for name, text in typed.items()):
            return self.read(group_id)
        values, wrong = self._read(step, typed)
        return self._keep(group_id, step, values, {name: typed[name][:MAX_UNCHECKED] for name in wrong})

    def problems(self, state: StepState) -> dict[str, str]:
        """What is wrong with what was typed and kept when somebody left this step."""
        return self._read(state.step, state.unchecked)[1]

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

    def _keep(self, group_id: str, step: Step, values: dict[str, Value], unchecked: dict[str, str]) -> SetUp:
        with self._storage.write() as unit:
            group = group_of(unit, group_id)
            waiting = {**group.set_up.get(UNCHECKED, {}), step.id: unchecked}
            kept = {**group.set_up, step.id: values, UNCHECKED: {name: one for name, one in waiting.items() if one}}
            unit.rows(Group).change(group_id, set_up={name: one for name, one in kept.items() if one})
            if step.id == ROLES and TIME in values:
                unit.rows(Group).change(group_id, timekeeper=values[TIME] == IN_TURN)
            return self._all(unit, group_of(unit, group_id))

    def _read(self, step: Step, given: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, str]]:
        """What can be used, and what is wrong with the rest."""
        values, wrong = dict[str, Value](), dict[str, str]()
        methods = self._methods() if any(field.kind == "method" for field in step.field) else {}
        for field in step.field:
            try:
                value = read_value(field, given.get(field.id, ""), methods)
            except ValueError as error:
                wrong[field.id] = str(error)
            else:
                values.update({field.id: value} if value is not None else {})
        return values, wrong

    def _all(self, unit: UnitOfWork, group: Group) -> SetUp:
        signed = unit.inside(group.id, ContractVersion).count() > 0
        states = tuple(self._state(step, group, signed) for step in self._steps.step)
        return SetUp(states, next((state.step.id for state in states if not state.done), None))

    def _state(self, step: Step, group: Group, signed: bool) -> StepState:
        values: Mapping[str, Value] = group.set_up.get(step.id, {})
        done = signed if step.id == CONTRACT else _filled_in(step, values)
        methods = self._methods() if any(field.kind == "method" for field in step.field) else {}
        fields = [(field, values[field.id]) for field in step.field if field.id in values]
        readable = tuple((field.label, shown_value(field, value, methods)) for field, value in fields)
        notes = {
            field.id: field.warn
            for field, value in fields
            if field.warn_above is not None and isinstance(value, int) and value > field.warn_above
        }
        return StepState(step, done, values, readable, notes, group.set_up.get(UNCHECKED, {}).get(step.id, {}))


def filled(state: StepState) -> dict[str, str]:
    """What a form shows: what was typed or saved, else what people mostly choose."""
    defaults = {field.id: field.default for field in state.step.field if field.default is not None}
    base = {} if state.values or state.unchecked else defaults
    return {name: str(value) for name, value in {**base, **state.values, **state.unchecked}.items()}


def _filled_in(step: Step, values: Mapping[str, Value]) -> bool:
    """Whether a step is done: something is there of what it asks first. A choice below that, ticked beforehand, does
    not make an empty question answered."""
    return any(field.id in values for field in step.field if field.kind == step.field[0].kind)


def _same(typed: str, shown: str) -> bool:
    return " ".join(typed.split()) == " ".join(shown.split())
