"""What the words of other senders mean here."""

from enum import StrEnum


class Wish(StrEnum):
    """What a row says of its reader."""

    CONFIRMED = "confirmed"
    PENDING = "pending"
    LEFT = "left"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    MANUAL = "manual"
    NONE = "none"  # known there, but never asked for the newsletter


_WORDS = {
    Wish.CONFIRMED: "confirmed subscribed active enabled yes true opted_in optin double_opt_in single_opt_in",
    Wish.PENDING: "pending unconfirmed not_confirmed awaiting_confirmation",
    Wish.LEFT: "left",
    Wish.UNSUBSCRIBED: "unsubscribed unsub inactive opted_out optout opt_out no false removed cancelled canceled",
    Wish.BOUNCED: "bounced cleaned bounce hard_bounced hard_bounce undeliverable invalid",
    Wish.COMPLAINED: "complained complaint spam abuse marked_as_spam junk",
    Wish.MANUAL: "manual blocklisted blacklisted blocked banned disabled suppressed",
    Wish.NONE: "none nonsubscribed non_subscribed not_subscribed transactional never_subscribed deleted archived",
}
_MEANINGS = {word: wish for wish, words in _WORDS.items() for word in words.split()}


def meaning(word: str) -> Wish | None:
    """What a status says; None for a word that is not known."""
    return _MEANINGS.get("_".join(word.casefold().replace("-", " ").replace("_", " ").split()))
