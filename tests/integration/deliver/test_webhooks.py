"""What providers report is heard when it is proved to come from them, and only then."""

import hmac
import json
from base64 import b64encode
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from fastapi import FastAPI
from fastapi.testclient import TestClient
from press import KEYS, SLUG, Press
from sqlmodel import col, select

from digest.config import WebhookSettings
from digest.database import reading, writing
from digest.deliver.intake import Intake
from digest.models import Delivery, DeliveryState
from digest.web.webhooks import Webhooks, routes
from subscribers import roster
from subscribers.roster import Recipient

TOPIC = "arn:aws:sns:eu-west-1:123:returns"
CERTIFICATE = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b.pem"
SENDGRID, AMAZON = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)


@pytest.fixture
def press(engine, now) -> Press:
    """Ann and Bob were sent an edition."""
    made = Press(engine, now)
    made.print("ann", "bob")
    mark(made, DeliveryState.SENT)
    return made


def mark(press: Press, state: DeliveryState) -> None:
    with writing(press.engine) as session:
        for row in session.scalars(select(Delivery).where(col(Delivery.edition_id) == press.edition)):
            row.state = state


class Provider:
    """A client of the webhooks' addresses, with every provider configured; `fetched` is what was asked of Amazon."""

    def __init__(self, press: Press, now, **changed) -> None:
        public = SENDGRID.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        settings = {
            "ses_topics": (TOPIC,), "postmark_password": "a secret", "sendgrid_key": b64encode(public).decode(), "mailgun_key": "a key",
        } | changed  # fmt: skip
        self.fetched: list[str] = []
        self._now = now
        hooks = Webhooks(Intake(press.engine, KEYS, lambda: now), WebhookSettings(**settings), self._fetch)
        app = FastAPI()
        app.include_router(routes(hooks))
        self.client = TestClient(app)

    def _fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
        built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(AMAZON.public_key())
        built = (
            built.serial_number(1).not_valid_before(self._now).not_valid_after(self._now + timedelta(days=1))
        )
        return built.sign(AMAZON, SHA256()).public_bytes(Encoding.PEM)

    def postmark(self, event, password="a secret") -> int:
        return self.client.post("/webhooks/postmark", json=event, auth=("any", password)).status_code

    def mailgun(self, event, key=b"a key") -> int:
        signature = hmac.new(key, b"1700000000token", "sha256").hexdigest()
        signed = {"timestamp": "1700000000", "token": "token", "signature": signature}
        return self.client.post(
            "/webhooks/mailgun", json={"signature": signed, "event-data": event}
        ).status_code

    def sendgrid(self, events, key=SENDGRID) -> int:
        body = json.dumps(events).encode()
        headers = {
            "X-Twilio-Email-Event-Webhook-Timestamp": "1700000000",
            "X-Twilio-Email-Event-Webhook-Signature": b64encode(
                key.sign(b"1700000000" + body, ec.ECDSA(SHA256()))
            ).decode(),
        }
        return self.client.post("/webhooks/sendgrid", content=body, headers=headers).status_code

    def ses(self, message, key=AMAZON, **changed) -> int:
        whole = {
            "Type": "Notification", "MessageId": "1", "TopicArn": TOPIC, "Message": json.dumps(message), "Timestamp": "2026-01-01T00:00:00Z",
            "SignatureVersion": "2", "SigningCertURL": CERTIFICATE,
        } | changed  # fmt: skip
        names = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
        text = "".join(f"{name}\n{whole[name]}\n" for name in names if name in whole)
        whole["Signature"] = b64encode(key.sign(text.encode(), padding.PKCS1v15(), SHA256())).decode()
        return self.client.post(
            "/webhooks/ses", content=json.dumps(whole), headers={"Content-Type": "text/plain"}
        ).status_code


def ours(press: Press, address: str) -> str:
    """The Message-ID of a reader's mail."""
    return press.personal.message_id(press.reader(address))


def events(press: Press, address: str) -> dict[str, object]:
    """The same news, that nobody is there, in each provider's own shape."""
    path = press.personal.envelope(Recipient(press.reader(address), address, None, ascii=True)).sender
    return {
        "postmark": {"RecordType": "Bounce", "Type": "HardBounce", "Email": address, "Details": "smtp;550 5.1.1 no such user"},
        "mailgun": {
            "event": "failed", "severity": "permanent", "recipient": address, "message": {"headers": {"message-id": ours(press, address).strip("<>")}},
            "delivery-status": {"code": 550, "message": "5.1.1 no such user", "description": ""},
        },
        "sendgrid": [{"event": "bounce", "type": "bounce", "email": address, "smtp-id": ours(press, address), "status": "5.1.1", "reason": "550 5.1.1 no such user"}],
        "ses": {
            "notificationType": "Bounce", "mail": {"source": path, "messageId": "x"},
            "bounce": {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [{"emailAddress": address, "status": "5.1.1", "action": "failed", "diagnosticCode": "smtp; 550 5.1.1 no such user"}]},
        },
    }  # fmt: skip


def audience(press: Press) -> set[int]:
    with reading(press.engine) as session:
        return set(session.execute(roster.audience(SLUG, at=press.now)).scalars())


@pytest.mark.parametrize("name", ["postmark", "mailgun", "sendgrid", "ses"])
def test_each_provider_tells_of_a_hard_bounce(press: Press, now, name: str) -> None:
    """The reader is suppressed; where the provider names our mail, its row is failed. Twice is as once."""
    ann = "ann@readers.example"
    for _ in range(2):
        assert getattr(Provider(press, now), name)(events(press, ann)[name]) == 204
    assert audience(press) == {press.reader("bob@readers.example")}
    expected = (
        DeliveryState.SENT if name == "postmark" else DeliveryState.FAILED
    )  # it keeps our Message-ID to itself
    assert press.row(ann).state is expected


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("postmark", {"password": "guessed"}),
        ("mailgun", {"key": b"guessed"}),
        ("sendgrid", {"key": ec.generate_private_key(ec.SECP256R1())}),
        ("ses", {"key": rsa.generate_private_key(65537, 2048)}),
        ("ses", {"TopicArn": "arn:aws:sns:eu-west-1:666:mine"}),
        (
            "ses",
            {
                "SigningCertURL": "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0a1b.pem"
            },
        ),
    ],
)
def test_who_cannot_prove_it_changes_nothing(press: Press, now, name: str, other: dict[str, object]) -> None:
    """A wrong password, key, topic or certificate: 403, and nobody is suppressed."""
    provider = Provider(press, now)
    assert getattr(provider, name)(events(press, "ann@readers.example")[name], **other) == 403
    assert len(audience(press)) == 2
    assert not any("evil" in url for url in provider.fetched)


def test_complaints_suppress_at_once(press: Press, now) -> None:
    """Each provider's word for "this is spam"."""
    provider = Provider(press, now)
    assert provider.mailgun({"event": "complained", "recipient": "ann@readers.example"}) == 204
    assert provider.sendgrid([{"event": "spamreport", "email": "bob@readers.example"}]) == 204
    assert audience(press) == set()


def test_a_delivery_settles_what_is_uncertain(press: Press, now) -> None:
    """The provider saw it arrive; a mail that it does not name stays as it is."""
    mark(press, DeliveryState.UNCERTAIN)
    ann = "ann@readers.example"
    assert (
        Provider(press, now).sendgrid([{"event": "delivered", "email": ann, "smtp-id": ours(press, ann)}])
        == 204
    )
    assert press.row(ann).state is DeliveryState.SENT
    assert press.row("bob@readers.example").state is DeliveryState.UNCERTAIN


def test_a_soft_bounce_that_is_tried_again_decides_nothing(press: Press, now) -> None:
    """Mailgun's temporary failures go on being tried."""
    event = events(press, "ann@readers.example")["mailgun"] | {"severity": "temporary"}
    assert Provider(press, now).mailgun(event) == 204
    assert press.row("ann@readers.example").state is DeliveryState.SENT


def test_a_subscription_to_our_topic_is_confirmed(press: Press, now) -> None:
    """Amazon asks once; only its own address is fetched."""
    provider, place = (
        Provider(press, now),
        "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t",
    )
    asked = {"Type": "SubscriptionConfirmation", "Token": "t"}
    assert provider.ses({}, **asked, SubscribeURL=place) == 204
    assert provider.ses({}, **asked, SubscribeURL="http://169.254.169.254/latest") == 403
    assert provider.fetched == [CERTIFICATE, place]


def test_a_subscription_that_ends_is_heard_and_not_renewed(press: Press, now) -> None:
    """Amazon says that nobody will call any more: it is not asked again, and nothing is fetched but its certificate."""
    provider = Provider(press, now)
    url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1"
    assert provider.ses({}, Type="UnsubscribeConfirmation", Token="1", SubscribeURL=url) == 204
    assert provider.fetched == [CERTIFICATE]


@pytest.mark.parametrize(
    ("why", "suppressed"),
    [
        ("Bounced Address", True),
        ("Spam Reporting Address", True),
        ("Unsubscribed Address", False),
        ("Spam Content", False),
    ],
)
def test_what_sendgrid_drops_did_not_arrive(press: Press, now, why: str, *, suppressed: bool) -> None:
    """It took the mail and sent it to nobody: the row is failed; who bounced or complained there is not written to again."""
    event = {
        "event": "dropped",
        "email": "ann@readers.example",
        "smtp-id": ours(press, "ann@readers.example"),
        "reason": why,
    }
    assert Provider(press, now).sendgrid([event]) == 204
    assert press.row("ann@readers.example").state is DeliveryState.FAILED
    assert (press.reader("ann@readers.example") not in audience(press)) is suppressed


def test_a_provider_that_is_not_configured_has_no_door(press: Press, now) -> None:
    """Without its secret there is nothing to find."""
    provider = Provider(press, now, mailgun_key=None)
    assert provider.mailgun({"event": "complained", "recipient": "ann@readers.example"}) == 404


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"[" * 100_000, b"null", b"\xff"])
def test_nonsense_is_refused(press: Press, now, body: bytes) -> None:
    """Whatever is posted gets an answer below 500."""
    provider = Provider(press, now)
    for name in ("ses", "postmark", "sendgrid", "mailgun"):
        assert provider.client.post(
            f"/webhooks/{name}", content=body, auth=("any", "a secret")
        ).status_code in {204, 403}
