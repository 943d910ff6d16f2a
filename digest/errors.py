"""The errors that a user of this package may meet.

Each message says what was wrong, with what, and what to do next; the command line prints it as it is.
"""


class DigestError(Exception):
    """Root of all errors raised on purpose; anything else is a defect."""


class ConfigError(DigestError):
    """A value in digest.toml or the environment is missing or not allowed."""


class DatabaseError(DigestError):
    """The database cannot be reached."""


class SchemaError(DatabaseError):
    """The database's schema is not the one this version works with."""


class InUseError(DatabaseError):
    """Somebody works with the database, and it is not to be touched."""


class UnreadableError(DigestError, ValueError):
    """A file or a row of it cannot be read as an article."""


class EditionError(DigestError):
    """An edition does not exist, or is in a state that does not allow what was asked."""


class EmptyError(EditionError):
    """There is nothing to print."""


class TransportError(DigestError, OSError):
    """The mail host cannot be used at all: refused, no TLS, wrong password."""


class CrowdedError(TransportError):
    """The mail host takes no further connection for now; those that are open go on."""


class SpentError(TransportError):
    """All mails that may be sent today are sent; the others wait for the next day."""


class PausedError(TransportError):
    """An edition has paused itself, since too many of its mails were refused for good."""


class TemplateFault(DigestError):  # noqa: N818 - jinja2 has a TemplateError already
    """A template (ours or the user's theme) does not render."""
