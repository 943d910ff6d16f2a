"""The errors that a user of this package may meet; each message says what to do next."""


class SubscribersError(Exception):
    """Root of all errors raised on purpose; anything else is a defect."""


class AddressError(SubscribersError, ValueError):
    """A text is not an e-mail address (or name) that mail can be sent to."""


class TokenError(SubscribersError, ValueError):
    """A link is forged, damaged, expired or meant for something else; which of them is not told."""


class NewsletterError(SubscribersError, LookupError):
    """There is no newsletter of this name."""


class SecretError(SubscribersError, ValueError):
    """The secret that links and hashes are made with is missing or too short."""
