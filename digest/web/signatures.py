"""Pure: whether a call comes from the provider that it names."""

import hmac
import re
from base64 import b64decode
from collections.abc import Mapping

_CERTIFICATE = re.compile(
    r"https://sns\.[a-z0-9-]{3,40}\.amazonaws\.com(?:\.cn)?/SimpleNotificationService-[A-Za-z0-9]{1,80}\.pem"
)
_SUBSCRIBE = re.compile(
    r"https://sns\.[a-z0-9-]{3,40}\.amazonaws\.com(?:\.cn)?/\?[A-Za-z0-9=&:._%\-]{1,2000}"
)
_OF_SUBSCRIPTIONS = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": _OF_SUBSCRIPTIONS,
    "UnsubscribeConfirmation": _OF_SUBSCRIPTIONS,
}


def certificate_url(message: Mapping[str, object]) -> str | None:
    """Where Amazon's certificate for this message is; None for any other place."""
    url = str(message.get("SigningCertURL", ""))
    return url if _CERTIFICATE.fullmatch(url) else None


def subscribe_url(message: Mapping[str, object]) -> str | None:
    """Where a subscription is confirmed; None for any place that is not Amazon's."""
    url = str(message.get("SubscribeURL", ""))
    return url if _SUBSCRIBE.fullmatch(url) else None


def is_amazon(message: Mapping[str, object], certificate: bytes) -> bool:
    """Whether an SNS message was signed by the holder of this certificate (PEM)."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA1, SHA256

    keys = _SIGNED.get(str(message.get("Type")), ())
    text = "".join(f"{key}\n{message[key]}\n" for key in keys if isinstance(message.get(key), str))
    hashed = SHA256() if message.get("SignatureVersion") == "2" else SHA1()  # noqa: S303 - version 1 of SNS is SHA-1
    try:
        public = x509.load_pem_x509_certificate(certificate).public_key()
        if not (keys and isinstance(public, rsa.RSAPublicKey)):
            return False
        public.verify(_decoded(str(message.get("Signature", ""))), text.encode(), padding.PKCS1v15(), hashed)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_sendgrid(key: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether SendGrid signed this call (ECDSA over the time and the body)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    stamp = headers.get("x-twilio-email-event-webhook-timestamp", "")
    given = headers.get("x-twilio-email-event-webhook-signature", "")
    try:
        public = load_der_public_key(_decoded(key))
        if not isinstance(public, ec.EllipticCurvePublicKey):
            return False
        public.verify(_decoded(given), stamp.encode() + body, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_mailgun(key: str, signature: Mapping[str, object]) -> bool:
    """Whether Mailgun signed this call (HMAC over time and token)."""
    text = f"{signature.get('timestamp')}{signature.get('token')}"
    made = hmac.new(key.encode(), text.encode(), "sha256").hexdigest()
    return hmac.compare_digest(made.encode(), str(signature.get("signature", "")).encode())


def is_postmark(password: str, authorization: str) -> bool:
    """Whether a call carries the password that only Postmark was told; it signs nothing."""
    kind, _, given = authorization.partition(" ")
    try:
        decoded = _decoded(given).partition(b":")[2]
    except ValueError:
        return False
    return kind.lower() == "basic" and hmac.compare_digest(decoded, password.encode())


def _decoded(text: str) -> bytes:
    return b64decode(text, validate=True)
