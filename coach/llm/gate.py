"""The one place that decides what may leave this machine, and in what form."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.errors import ModelUnavailable
from coach.llm.masks import Mask, each_text, mask_values
from coach.llm.names import NameList
from coach.text import clean


class Gate:
    """Closed unless `enabled`. With `mask_names`, names are looked for with the list in `names_file` and hidden.

    E-mail addresses, telephone and other long numbers, accounts, postcodes and dates are hidden in any case. What
    masking cannot see is written in coach.llm.masks; it makes nothing anonymous.
    """

    def __init__(self, enabled: bool, mask_names: bool, names_file: Path) -> None:
        self._enabled, self._mask_names, self._names_file = enabled, mask_names, names_file

    def let_through(self, variables: Mapping[str, Any], allowed: bool = True) -> tuple[dict[str, Any], Mask]:
        """Variables as they may leave, cleaned and masked, and the mask that puts the words back in an answer.

        `allowed`: what the group says whose words these are. Raises ModelUnavailable: "off" while there is no
        language model, "not_allowed" when the group's contract does not want one.
        """
        if not allowed:
            raise ModelUnavailable(
                "De afspraken van deze groep staan geen taalmodel toe. Doorvraag antwoordt zelf.", code="not_allowed"
            )
        if not self._enabled:
            raise ModelUnavailable(
                "Er is geen taalmodel aangezet. Alles blijft op deze computer, en Doorvraag antwoordt zelf.",
                code="off",
            )
        masked, mask = mask_values(each_text(dict(variables), clean), self._names if self._mask_names else None)
        return dict(masked), mask

    @cached_property
    def _names(self) -> NameList:
        return NameList.load(self._names_file)
