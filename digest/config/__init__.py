"""digest.toml and DIGEST_* variables, read here and nowhere else."""

from digest.config.lint import DEFAULT_CLIENTS
from digest.config.load import FILE_NAME, load
from digest.config.settings import (
    BounceSettings,
    Mailbox,
    NewsletterSettings,
    SectionRule,
    Settings,
    SmtpSettings,
    SourceSettings,
    WebhookSettings,
)

__all__ = [
    "DEFAULT_CLIENTS",
    "FILE_NAME",
    "BounceSettings",
    "Mailbox",
    "NewsletterSettings",
    "SectionRule",
    "Settings",
    "SmtpSettings",
    "SourceSettings",
    "WebhookSettings",
    "load",
]
