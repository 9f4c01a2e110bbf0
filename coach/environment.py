"""Settings out of environment variables.

Instead of pydantic-settings: importing that takes 14 MB and a fifth of the time in which the judge may start, for
sources of settings that are not used here.
"""

import os
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator


class FromEnvironment(BaseModel):
    """A form whose fields are read from variables named `prefix` and the field's name, in capitals.

    A field with a validation alias is read from the variable of that name. What is passed in goes before the
    environment; as with most programs, capitals in names of variables make no difference.
    """

    model_config = ConfigDict(extra="ignore")
    prefix: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _with_environment(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        said = {name.upper(): value for name, value in os.environ.items()}
        names = {str(field.validation_alias or name): cls.variable(name) for name, field in cls.model_fields.items()}
        return {key: said[name] for key, name in names.items() if name in said} | given

    @classmethod
    def variable(cls, field: str) -> str:
        """The name of the variable that a field is read from."""
        return str(cls.model_fields[field].validation_alias or f"{cls.prefix}{field.upper()}")
