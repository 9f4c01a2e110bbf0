"""Errors a person may see: a stable code, one Dutch sentence that says what to do, an HTTP status."""


class CoachError(Exception):
    """Base of every error the product raises on purpose.

    `code` is stable and in English; `message` is Dutch and safe to show. Neither ever holds a person's words.
    """

    code = "error"
    status = 500

    def __init__(self, message: str, *, code: str | None = None, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        if code is not None:
            self.code = code


class BadInput(CoachError):
    """What was sent cannot be used; the message says what can."""

    code = "bad_input"
    status = 422


class TooLarge(BadInput):
    """More text or bytes than this part takes."""

    code = "too_large"
    status = 413


class NotFound(CoachError):
    """The thing named does not exist."""

    code = "not_found"
    status = 404


class SignInNeeded(CoachError):
    """Only for somebody who is signed in."""

    code = "sign_in_needed"
    status = 401


class Forbidden(CoachError):
    """Somebody who belongs here may not do this."""

    code = "forbidden"
    status = 403


class Slower(CoachError):
    """Too many tries in a short time; waiting `seconds` helps."""

    code = "too_many"
    status = 429

    def __init__(self, message: str, *, seconds: int, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.seconds = seconds


class Conflict(CoachError):
    """Somebody else moved first, or the same key came with another body."""

    code = "conflict"
    status = 409


class Refused(CoachError):
    """A rule of the method forbids this now; the message names rule and mend."""

    code = "refused"
    status = 409


class NotReady(CoachError):
    """A part is still being built or cannot be reached; trying again later helps."""

    code = "not_ready"
    status = 503


class BadData(CoachError):
    """A data file (method, prompt, knowledge page) is wrong; `where` names file and line."""

    code = "bad_data"
    status = 500


class BadSettings(CoachError):
    """The settings are unsafe or impossible; start-up stops with one readable message."""

    code = "bad_settings"
    status = 500


class ModelUnavailable(CoachError):
    """No answer from the language model that can be used. Callers answer locally instead.

    `code` tells why: off, busy, timeout, refused, connection, truncated, invalid,
    breaker_open, not_allowed, bad_prompt.
    """

    code = "model_unavailable"
    status = 503
