"""What runs in a browser, put into every field of an article: nothing of it runs in mail, archive, story page or feed."""

import re

import pytest
from lxml import etree, html
from sqlalchemy import select

from digest.database import reading
from digest.models import EditionVariant

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<a href="javascript:alert(1)">press</a>',
    '<a href="jav&#x09;ascript:alert(1)">press</a>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<object data=data:text/html;base64,PHNjcmlwdD4=></object>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<div style='background:url(https://evil.example/x)'>x</div>",
    "]]><script>alert(1)</script>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "\u202e<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]
BODIES = [
    (
        "Lighthouse",
        "The keeper of Cape Tarn handed over her keys on Sunday, after forty years beside the lamp. A machine trims it now.",
    ),
    (
        "Library",
        "Readers queued around the square when the rebuilt library opened. Two hundred of them borrowed a book within an hour.",
    ),
    (
        "Bakery",
        "Flour has doubled in price since the drought, so the guild will sell smaller loaves. Its master called that honest.",
    ),
    (
        "Circus",
        "Four elephants walked through the tunnel at night to spare them the traffic. Children watched from the bridges above.",
    ),
    (
        "Glacier",
        "Geologists drilled through ninety metres of ice and found pollen of warmer centuries. They publish their map next year.",
    ),
    (
        "Orchestra",
        "The players elected a conductor of twenty-six, the youngest that the house has had. Her first concert is sold out.",
    ),
]
RUNS = ("script", "iframe", "object", "embed", "svg", "math", "form", "base")


def dangers(page):
    """The elements and attributes of a page that could run something; data blocks are none."""
    for element in html.fromstring(page).iter(etree.Element):
        if element.tag in RUNS and element.get("type") != "application/ld+json":
            yield html.tostring(element)[:200]
        for name, value in element.attrib.items():
            said = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if (
                name.startswith("on")
                or name == "srcdoc"
                or said.startswith(("javascript:", "data:text", "vbscript:"))
            ):
                yield f"{element.tag} {name}={value[:100]}"
            if name == "style" and "evil.example" in value:
                yield value


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("start", [0, 6, 12])
@pytest.mark.long
def test_nothing_of_an_article_runs(api, engine, printed, start):
    """Vectors in title, author, kicker, dek, section and text arrive as text or not at all."""
    for (name, body), vector in zip(BODIES, VECTORS[start : start + 6], strict=True):
        article = {
            "title": f"{name} {vector} of the day",
            "byline": f"Ida {vector} Moor",
            "kicker": vector,
            "dek": f"A dek {vector} of it",
            "section": vector,
            "source": f"Wire {vector}",
            "html": f"<p>{body} {vector}</p>",
            "url": f"https://wire.example/{name}?a=%22%3E%3Cscript%3E",
        }
        sent = api.post("/api/articles", json=article)
        assert sent.status_code in {201, 422}, sent.text  # a vector may be all that is left of a text
    printed()
    with reading(engine) as session:
        mails = session.scalars(select(EditionVariant)).all()
    seen = [mail.html for mail in mails]
    first = api.get("/archive/daily", headers={"accept": "text/html"})
    links = {f"/archive/daily/2026-11-24{rest}" for rest in re.findall(r"2026-11-24(/[\w-]+)?", first.text)}
    for link in sorted(links | {"/archive/daily"}):
        page = api.get(link, headers={"accept": "text/html"})
        assert page.status_code == 200, link
        assert "script-src 'unsafe" not in page.headers["content-security-policy"]
        seen.append(page.text)
    assert len(seen) > 2
    assert sum(any(name in page for page in seen) for name, _ in BODIES) >= 4
    assert [danger for page in seen for danger in dangers(page)] == []
