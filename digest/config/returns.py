"""Where mails that came back are found, and who reports them to us."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from digest.config.part import Part
from digest.config.values import Host, Number


class BounceSettings(Part):
    """A Maildir, an IMAP box, a port of our own: any of them, or none."""

    maildir: Path | None = None
    imap_host: Host | None = None
    imap_port: Number = Field(993, ge=1, le=65535)
    imap_tls: Literal["none", "starttls", "tls"] = "tls"
    imap_user: str | None = None
    imap_password: SecretStr | None = None
    imap_folder: str = "INBOX"
    listen_host: Host = "127.0.0.1"
    listen_port: Number | None = Field(None, ge=0, le=65535)
    protocol: Literal["lmtp", "smtp"] = "lmtp"

    @model_validator(mode="after")
    def _an_account(self) -> Self:
        if self.imap_host and (self.imap_user is None or self.imap_password is None):
            raise ValueError("imap_host needs imap_user and imap_password")
        return self


class WebhookSettings(Part):
    """What proves that a report comes from the provider; without it that provider's address does not exist."""

    ses_topics: tuple[str, ...] = ()
    postmark_password: SecretStr | None = None
    sendgrid_key: str | None = None
    mailgun_key: SecretStr | None = None
