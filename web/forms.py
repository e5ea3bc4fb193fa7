"""The console's forms: what may be sent, and what is shown again when something is wrong.

A field that is wrong has one sentence, `error_<field>` in the translations; what was typed stays,
but for passwords and codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from chat.emails import EMAIL_LENGTH_MAX, clean_email
from chat.errors import InvalidEmailError
from chat.passwords import BYTES_MAX
from chat.signing_in import folded
from store.account_records import EVERY_SITE, Role

SECRETS = frozenset({"password", "old_password", "new_password", "code", "form_token"})

Model = TypeVar("Model", bound="Posted")


def _no_control(text: str) -> str:
    """Refuse what nobody can see."""
    if not text.isprintable():
        raise ValueError("write letters that can be seen")
    return text


def _email(text: str) -> str:
    """Accept an address that mail reaches, as it is stored."""
    try:
        return folded(clean_email(text))
    except InvalidEmailError as error:
        raise ValueError("write a whole address") from error


Email = Annotated[str, AfterValidator(_email)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_no_control),
]
Password = Annotated[str, Field(min_length=1, max_length=BYTES_MAX)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=40)]
SiteKey = Annotated[str, Field(pattern=r"^(\*|[a-z0-9][a-z0-9-]{0,63})$")]


class Posted(BaseModel):
    """What a form sends; other fields, such as the form's token, are not its concern."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Login(Posted):
    """Address and password."""

    # No database takes NUL for text.
    email: Annotated[str, Field(min_length=1, max_length=EMAIL_LENGTH_MAX, pattern=r"^[^\x00]*$")]
    password: Password


class SecondFactor(Posted):
    """A code of the authenticator, or a recovery code."""

    code: Code


class Acceptance(Posted):
    """What somebody who is invited chooses."""

    name: Name
    new_password: Password


class PasswordChange(Posted):
    """The password of now, and the next one."""

    old_password: Password
    new_password: Password


class Language(Posted):
    """The language of the console."""

    locale: Annotated[str, Field(max_length=16)]


class NewAgent(Posted):
    """Who is invited, and as what; on every site where none is named."""

    email: Email
    name: Name
    role: Role
    site: SiteKey = EVERY_SITE


class RoleChange(Posted):
    """Another role on a site; none takes it away."""

    site: SiteKey
    role: Role | Literal[""]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown: what was typed, and what is wrong with it, by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def again(cls, posted: Mapping[str, str], errors: Mapping[str, str]) -> Form:
        """Show what was sent once more, but for its secrets."""
        kept = {name: text for name, text in posted.items() if name not in SECRETS}
        return cls(kept, errors)

    def value(self, name: str, default: str = "") -> str:
        """Give what stands in a field."""
        return self.values.get(name, default)

    def error(self, name: str) -> str:
        """Give what is wrong with a field; "" for nothing."""
        return self.errors.get(name, "")


def wrong_fields(error: ValidationError) -> list[str]:
    """Name the fields that a model has refused, in their order."""
    return list(dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"]))
