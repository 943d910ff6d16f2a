"""digest.toml and DIGEST_* variables, read here and nowhere else."""

from digest.config.lint import DEFAULT_CLIENTS
from digest.config.load import FILE_NAME, load
from digest.config.settings import (
    Mailbox,
    NewsletterSettings,
    SectionRule,
    Settings,
    SmtpSettings,
    SourceSettings,
)

__all__ = [
    "DEFAULT_CLIENTS",
    "FILE_NAME",
    "Mailbox",
    "NewsletterSettings",
    "SectionRule",
    "Settings",
    "SmtpSettings",
    "SourceSettings",
    "load",
]
