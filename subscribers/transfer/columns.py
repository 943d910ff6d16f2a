"""Which column holds what: our own names, and those of listmonk, Mailchimp, Substack and others like them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from subscribers.transfer.statuses import Wish, meaning

OURS = (
    "email",
    "name",
    "language",
    "zone",
    "created_at",
    "newsletter",
    "state",
    "requested_at",
    "confirmed_at",
    "left_at",
    "paused_until",
    "taste",
    "frequency",
    "suppressed",
)
_KNOWN = {
    "email": "email email_address e_mail e_mail_address mail subscriber_email user_email e_mail_adresse email_adresse",
    "name": "name full_name display_name subscriber_name",
    "first_name": "first_name fname firstname given_name vorname",
    "last_name": "last_name lname lastname surname family_name nachname",
    "status": "status subscription_status subscriber_status email_status",
    "language": "language locale",
    "zone": "zone timezone time_zone",
    "created_at": "created_at created optin_time subscribed_at signup_date subscription_date date_added",
    "confirmed_at": "confirmed_at confirm_time confirmed_date",
    "left_at": "left_at unsub_time unsubscribed_at unsubscribe_date",
    "cleaned_at": "clean_time cleaned_at bounced_at",
    "disabled": "email_disabled",
    "source": "consent_source",
}
_FIELDS = {spelled: field for field, names in _KNOWN.items() for spelled in names.split()}
_OF_MAILCHIMP = frozenset({"leid", "euid"})
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Field by field, the key under which a record has it: a number in CSV, a name in JSON."""

    places: Mapping[str, int]
    own: bool = False
    implied: Wish | None = None  # what the file says of each row without a status
    proves: bool = False  # a reader who asked has a time at which they did


def spelled(title: str) -> str:
    """A column's title as it is looked up."""
    return _NOT_WORD.sub("_", title.strip().casefold()).strip("_")


def fields(titles: Sequence[str]) -> tuple[dict[str, int], bool]:
    """Which column is which field, and whether it is a file of our own; the first of two columns counts."""
    names = [spelled(title) for title in titles]
    own = {"email", "newsletter", "state"} <= set(names)
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        field = name if own and name in OURS else _FIELDS.get(name)
        if field is not None:
            places.setdefault(field, place)
    return places, own


def recognise(titles: Sequence[str], file_name: str) -> Columns | None:
    """The columns of a file with these titles; None where none of them holds addresses.

    Mailchimp exports each status as a file of its own, named by it (`cleaned_members_export_...csv`); in one that has
    another name, those without any time of consent are contacts who never asked.
    """
    places, own = fields(titles)
    if "email" not in places:
        return None
    if "cleaned_at" in places:
        return Columns(places, own, Wish.BOUNCED)
    if not _OF_MAILCHIMP & {spelled(title) for title in titles}:
        return Columns(places, own)
    implied = meaning(re.split(r"[_\s.-]", file_name, maxsplit=1)[0])
    return Columns(places, own, implied, implied is None and {"created_at", "confirmed_at"} <= set(places))
