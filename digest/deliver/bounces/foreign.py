"""The bounce rules of Mailman, for notices in a shape that ours do not know."""

import logging
from email.message import Message

from digest.deliver.bounces.address import distinct, is_address, tidy


def by_others(mail: Message) -> list[str]:
    """The addresses that Mailman's detectors find; none where they stumble, as they do on many a broken mail."""
    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").setLevel(
        logging.CRITICAL
    )  # it writes a traceback for each that stumbles
    try:
        temporary, permanent = all_failures(mail)
        found = [_text(one) for one in (*permanent, *temporary)]
    except Exception:  # noqa: BLE001 - they raise whatever their regular expressions and decoders come across
        return []
    return distinct(one for one in found if is_address(one))


def _text(found: "str | bytes") -> str:
    return tidy(found if isinstance(found, str) else found.decode("utf-8", "replace"))
