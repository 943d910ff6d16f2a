"""Mails that came back from many producers, in many languages and encodings, each with its right answer."""

from mailbag import Mail, mailbag

from digest.deliver.bounces.classify import classify
from digest.deliver.bounces.report import Report


def test_every_mail_of_the_bag_is_read_rightly():
    """What it is, of whom it speaks, for how long and why: nearly three hundred bounces, delays, complaints, replies and letters."""
    read = [(mail, classify(mail.raw)) for mail in mailbag()]
    assert len(read) > 280
    assert [(mail.name, report) for mail, report in read if not _is_right(mail, report)] == []


def _is_right(mail: Mail, report: Report) -> bool:
    found = {one.address.lower(): [one.duration, one.reason] for one in report.failures}
    return (
        report.kind in mail.kinds
        and set(found) == set(mail.rows)
        and all(_agrees(mail.rows[who], said) for who, said in found.items())
    )


def _agrees(wanted: list[str], said: list[str]) -> bool:
    return all(one in want.split("/") for want, one in zip(wanted, said, strict=False))
