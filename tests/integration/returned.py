"""Mails that came back, in the shapes in which mail systems write them; people and places are invented."""

SENDER = "bounces@morning.example"


def notice(
    body: str, *, sender: str = "Mail Delivery System <MAILER-DAEMON@mx.town.example>", **headers: str
) -> bytes:
    """A plain notice; headers by name, underscores for hyphens."""
    subject = headers.pop("Subject", "Undelivered Mail Returned to Sender")
    lines = [
        f"From: {sender}",
        f"To: {SENDER}",
        f"Subject: {subject}",
        "Content-Type: text/plain; charset=utf-8",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\n".join(lines) + "\n\n" + body).encode()


def report(fields: str, told: str = "Your mail could not be delivered.", original: str = "") -> bytes:
    """A report in fields (RFC 3464)."""
    original = original or f"From: {SENDER}\nTo: ida@harbour.example\nSubject: Morning\n"
    return (
        f"From: postmaster@mx.town.example\nTo: {SENDER}\nSubject: Delivery Status Notification\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"\n\n'
        f"--cut\nContent-Type: text/plain; charset=utf-8\n\n{told}\n\n"
        f"--cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.town.example\n\n{fields}\n\n"
        f"--cut\nContent-Type: message/rfc822\n\n{original}\n--cut--\n"
    ).encode()


RETURNED = f"Return-Path: <{SENDER}>\nReceived: by mx.town.example\nFrom: {SENDER}\nTo: somebody.else@harbour.example\nSubject: Morning\n\nHello\n"

# what came back, and what it says: address, status, duration, hard, reason
SHAPES: dict[str, tuple[bytes, list[tuple[str, str, str, bool, str]]]] = {
    "fields": (
        report("Final-Recipient: rfc822; ida@harbour.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <ida@harbour.example>: Recipient address rejected: User unknown"),
        [("ida@harbour.example", "5.1.1", "permanent", True, "invalid")],
    ),
    "fields of two, one in order": (
        report("Final-Recipient: rfc822; ida@harbour.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full\n\nFinal-Recipient: rfc822; olaf@harbour.example\nAction: relayed\nStatus: 2.0.0"),
        [("ida@harbour.example", "5.2.2", "permanent", False, "bounced")],
    ),
    "a vague status with a better one in its diagnosis": (
        report("Diagnostic-Code: smtp; 451 4.7.1 Greylisting in action,\n please come back later\nAction: delayed\nStatus: 4.0.0\nFinal-Recipient: rfc822;ida@harbour.example"),
        [("ida@harbour.example", "4.7.1", "temporary", False, "bounced")],
    ),
    "fields that name a command": (
        report("Final-Recipient: rfc822; |/usr/bin/sort-mail -f ida\nAction: failed\nStatus: 5.0.0", "The following address failed:\n\n  ida@harbour.example\n    child returned status 75\n"),
        [("ida@harbour.example", "5.0.0", "permanent", False, "bounced")],
    ),
    "fields in the text of a plain notice": (
        notice("Technical report:\n\nAction: failed\nFinal-Recipient: rfc822; ida@harbour.example\nDiagnostic-Code: smtp; 554 4.4.7 Message expired\nStatus: 4.4.7\n"),
        [("ida@harbour.example", "4.4.7", "temporary", False, "timed_out")],
    ),
    "qmail": (
        notice(f"Hi. This is the qmail-send program at mx.town.example.\nThis is a permanent error; I've given up.\n\n<ida@harbour.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 no such person\nGiving up on 192.0.2.7.\n\n<olaf@harbour.example>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n\n--- Below this line is a copy of the message.\n\n{RETURNED}"),
        [("ida@harbour.example", "5.1.1", "permanent", True, "invalid"), ("olaf@harbour.example", "4.4.1", "temporary", False, "timed_out")],
    ),
    "exim, a delay": (
        notice(f"A message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\n  ida@harbour.example\n    (generated from list@town.example)\n    host mx.harbour.example [192.0.2.9]\n    Delay reason: Connection timed out\n\n------ This is a copy of the headers. ------\n\n{RETURNED}", Subject="Warning: message 1abc delayed 24 hours"),
        [("ida@harbour.example", "", "temporary", False, "timed_out")],
    ),
    "sendmail's transcript": (
        notice(f"   ----- Transcript of session follows -----\n... while talking to mx.harbour.example:\n>>> RCPT To:<ida@harbour.example>\n<<< 550 No such user here\n550 <ida@harbour.example>... User unknown\n   ----- Unsent message follows -----\n{RETURNED}", Subject="Returned mail: User unknown"),
        [("ida@harbour.example", "", "permanent", True, "invalid")],
    ),
    "an Exchange of old": (
        notice(f"Your message\n\n  To:      {SENDER}\n  Subject: Morning\n\ndid not reach the following recipient(s):\n\nida@harbour.example on Thu, 29 Apr 2010 16:51:51 -0500\n    The recipient name is not recognized\n", Subject="Undeliverable: Morning"),
        [("ida@harbour.example", "", "permanent", True, "invalid")],
    ),
    "a header alone": (
        notice("The group is closed.\n", X_Failed_Recipients="ida@harbour.example, olaf@harbour.example", Subject="Delivery Status Notification (Failure)"),
        [("ida@harbour.example", "", "permanent", False, "bounced"), ("olaf@harbour.example", "", "permanent", False, "bounced")],
    ),
    "a sentence": (
        notice("Your message to ida@harbour.example couldn't be delivered: the mailbox is full.\n", Subject="Undeliverable"),
        [("ida@harbour.example", "", "permanent", False, "bounced")],
    ),
    "the reader's own mistake is not what blames us": (
        notice("<ida@harbour.example>: host mx.harbour.example said: 550 5.7.1 Client host [192.0.2.1] blocked using a block list\n"),
        [("ida@harbour.example", "5.7.1", "permanent", False, "blocked")],
    ),
    "our address refused": (
        notice(f"  ida@harbour.example\n    SMTP error from remote mail server after MAIL FROM:<{SENDER}>:\n    553 5.1.0 address does not exist\n"),
        [("ida@harbour.example", "5.1.0", "permanent", False, "blocked")],
    ),
    "German": (
        notice("Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: ida@harbour.example\nDas Postfach ist voll.\n", Subject="Unzustellbar: Morgen"),
        [("ida@harbour.example", "", "permanent", False, "bounced")],
    ),
    "French": (
        notice("Votre message n'a pas pu être remis à ida@harbour.example : utilisateur inconnu.\n", Subject="Échec de la remise"),
        [("ida@harbour.example", "", "permanent", True, "invalid")],
    ),
    "Russian": (
        notice("Письмо не доставлено.\n\n  ida@harbour.example\n    Пользователь не найден\n", Subject="Недоставленное сообщение"),
        [("ida@harbour.example", "", "permanent", True, "invalid")],
    ),
    "Japanese": (
        notice("次の宛先に配信できませんでした。\n\n<ida@harbour.example>\nメールアドレスが存在しません\n", Subject="配信エラー"),
        [("ida@harbour.example", "", "permanent", True, "invalid")],
    ),
    "Chinese, without a space": (
        notice("您的邮件无法投递。\n收件人：ida@harbour.example收件人邮箱已满\n", Subject="系统退信"),
        [("ida@harbour.example", "", "permanent", False, "bounced")],
    ),
}  # fmt: skip

COMPLAINT = (
    b"From: feedback@provider.example\nTo: abuse@morning.example\nSubject: complaint\n"
    b'Content-Type: multipart/report; report-type=feedback-report; boundary="cut"\n\n'
    b"--cut\nContent-Type: text/plain\n\nThis is a report.\n\n"
    b"--cut\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: <ida@harbour.example>\n\n"
    b"--cut\nContent-Type: message/rfc822\n\nFrom: news@morning.example\nTo: ida@harbour.example\nSubject: Morning\n\nHello\n--cut--\n"
)

REPLIES = [
    notice("I am back on Monday.\n", sender="Ida <ida@harbour.example>", Subject="Automatic reply: Morning"),
    notice("Bin im Urlaub.\n", sender="Ida <ida@harbour.example>", Subject="Abwesenheitsnotiz"),
    notice(
        "Thanks for writing.\n",
        sender="Ida <ida@harbour.example>",
        Subject="Re: Morning",
        Auto_Submitted="auto-replied",
    ),
    notice(
        "Click below to verify that you are human.\n",
        sender="Ida <ida@harbour.example>",
        Subject="Please confirm your message",
    ),
]
OTHERS = [
    notice("A fine edition, thank you!\n", sender="Ida <ida@harbour.example>", Subject="Re: Morning"),
    notice("", sender="Ida <ida@harbour.example>", Subject=""),
    b"",
]

ALL = [*(raw for raw, _ in SHAPES.values()), COMPLAINT, *REPLIES, *OTHERS]
