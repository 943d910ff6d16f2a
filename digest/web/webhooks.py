"""What mail providers report: bounces, complaints, deliveries. Only calls that are proved genuine are heard."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.request import urlopen

from fastapi import APIRouter, Request
from fastapi.responses import Response

from digest.config import WebhookSettings
from digest.deliver.bounces import providers
from digest.deliver.bounces.providers import Event
from digest.deliver.intake import Door
from digest.errors import DatabaseError
from digest.web import signatures

_LOG = logging.getLogger(__name__)
LONGEST = 2_000_000
"""Octets of a call that are read."""
_NOT_OURS, _DONE, _LATER = Response(status_code=403), Response(status_code=204), Response(status_code=503)


def fetch(url: str) -> bytes:
    """A certificate or a confirmation from Amazon; the address was checked."""
    with urlopen(url, timeout=10) as answer:  # noqa: S310 - https and Amazon's host, see signatures
        return bytes(answer.read(100_000))


@dataclass(slots=True)
class Webhooks:
    """The doors for providers; one that is not configured does not exist."""

    door: Door
    settings: WebhookSettings
    fetch: Callable[[str], bytes] = fetch
    _certificates: dict[str, bytes] = field(default_factory=dict)

    async def ses(self, request: Request) -> Response:
        """Amazon SES through SNS; its request to subscribe is confirmed by itself."""
        message = _object(await _body(request))
        topic, url = message.get("TopicArn"), signatures.certificate_url(message)
        if topic not in self.settings.ses_topics or url is None:
            return _NOT_OURS
        try:
            certificate = await asyncio.to_thread(self._certificate, url)
        except OSError:
            return _LATER
        if not signatures.is_amazon(message, certificate):
            return _NOT_OURS
        if message.get("Type") == "SubscriptionConfirmation":
            return await self._subscribed(message)
        if message.get("Type") == "UnsubscribeConfirmation":
            _LOG.warning("Amazon reports nothing of %s any more: the subscription was ended", topic)
            return _DONE
        return await self._hear(providers.ses(_object(str(message.get("Message")).encode())))

    def _certificate(self, url: str) -> bytes:
        if url not in self._certificates:
            self._certificates[url] = self.fetch(url)
        return self._certificates[url]

    async def _subscribed(self, message: Mapping[str, object]) -> Response:
        url = signatures.subscribe_url(message)
        if url is None:
            return _NOT_OURS
        try:
            await asyncio.to_thread(self.fetch, url)
        except OSError:
            return _LATER
        return _DONE

    async def postmark(self, request: Request) -> Response:
        """Postmark, which proves itself by a password (HTTP Basic)."""
        secret = self.settings.postmark_password
        given = request.headers.get("authorization", "")
        if secret is None or not signatures.is_postmark(secret.get_secret_value(), given):
            return _NOT_OURS
        return await self._hear(providers.postmark(_object(await _body(request))))

    async def sendgrid(self, request: Request) -> Response:
        """SendGrid's signed event webhook."""
        body = await _body(request)
        if not signatures.is_sendgrid(self.settings.sendgrid_key or "", request.headers, body):
            return _NOT_OURS
        return await self._hear(providers.sendgrid(_json(body)))

    async def mailgun(self, request: Request) -> Response:
        """Mailgun."""
        message, secret = _object(await _body(request)), self.settings.mailgun_key
        signed, event = message.get("signature"), message.get("event-data")
        if secret is None or not isinstance(signed, dict) or not isinstance(event, dict):
            return _NOT_OURS
        if not signatures.is_mailgun(secret.get_secret_value(), signed):
            return _NOT_OURS
        return await self._hear(providers.mailgun(event))

    async def _hear(self, events: Iterable[Event]) -> Response:
        try:
            for taken in await asyncio.to_thread(self.door.hear, list(events)):
                _LOG.info("a provider reports: %s, %s", taken.kind, taken.effect)
        except DatabaseError as error:
            _LOG.error("a provider's report must wait: %s", error)
            return _LATER
        return _DONE


def routes(hooks: Webhooks) -> APIRouter:
    """`POST /webhooks/<provider>` for each provider that is configured."""
    made, settings = APIRouter(prefix="/webhooks", tags=["webhooks"]), hooks.settings
    doors = (
        ("ses", hooks.ses, settings.ses_topics),
        ("postmark", hooks.postmark, settings.postmark_password),
        ("sendgrid", hooks.sendgrid, settings.sendgrid_key),
        ("mailgun", hooks.mailgun, settings.mailgun_key),
    )
    for name, door, configured in doors:
        if configured:
            made.add_api_route(f"/{name}", door, methods=["POST"])
    return made


async def _body(request: Request) -> bytes:
    """The call's body; empty where it is longer than any report."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LONGEST:
            return b""
    return bytes(read)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _object(body: bytes) -> Mapping[str, object]:
    read = _json(body)
    return read if isinstance(read, dict) else {}
