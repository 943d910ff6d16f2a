"""What `digest lint` goes by."""

from pydantic import Field, field_validator

from digest.config.part import Part

KNOWN_CLIENTS = frozenset(
    f"{family}.{platform}"
    for family, platforms in {
        "aol": "android desktop-webmail ios",
        "apple-mail": "ios macos",
        "fastmail": "desktop-webmail",
        "free-fr": "desktop-webmail",
        "gmail": "android desktop-webmail ios mobile-webmail",
        "gmx": "android desktop-webmail ios",
        "hey": "desktop-webmail",
        "ionos-1and1": "android desktop-webmail",
        "laposte": "android desktop-webmail ios",
        "mail-ru": "desktop-webmail",
        "orange": "android desktop-webmail ios",
        "outlook": "android ios macos outlook-com windows windows-mail",
        "protonmail": "android desktop-webmail ios",
        "rainloop": "desktop-webmail",
        "samsung-email": "android",
        "sfr": "android desktop-webmail ios",
        "t-online-de": "desktop-webmail",
        "thunderbird": "macos windows",
        "web-de": "android desktop-webmail ios",
        "wp-pl": "desktop-webmail",
        "yahoo": "android desktop-webmail ios",
    }.items()
    for platform in platforms.split()
)
# Those that most readers use.
DEFAULT_CLIENTS = (
    "apple-mail.ios",
    "apple-mail.macos",
    "gmail.android",
    "gmail.desktop-webmail",
    "gmail.ios",
    "outlook.outlook-com",
    "outlook.windows",
    "samsung-email.android",
    "yahoo.desktop-webmail",
)


class LintSettings(Part):
    """The mail clients whose support counts, as caniemail.com names them."""

    clients: tuple[str, ...] = Field(DEFAULT_CLIENTS, min_length=1)

    @field_validator("clients")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [client for client in value if client not in KNOWN_CLIENTS]
        if unknown:
            raise ValueError(f"allowed: {', '.join(sorted(KNOWN_CLIENTS))}; not {unknown[0]!r}")
        return tuple(dict.fromkeys(value))
