"""A corpus of spoiled feeds, pages and packings, served beside one good source: each is read or refused, and stops no other."""

import asyncio
import gzip
import os
import random

import pytest
from sqlalchemy import select
from webserver import Page, WebServer, rss

from digest.collect.sources.run import collect_sources
from digest.collect.sources.ways import Ways
from digest.config.sources import CollectSettings, SourceSettings
from digest.database import reading
from digest.models import Article

ROUNDS, SOURCES = 2 if os.environ.get("SMOKE") else 40, 25
TEXT = "The harbour board will merge the ferry line and the tram company on 1 January, its chair said on Monday. "
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry and tram to merge</title>
<link rel="alternate" type="application/rss+xml" href="/none"><link rel="canonical" href="/ferry">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry", "datePublished": "2026-11-24T05:00:00Z", "author": [{{"name": "Ida"}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry and tram to merge</h1><p>{TEXT * 4}</p><p>{TEXT * 3}</p></article></body></html>""".encode()
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lantern</title><entry><title type="html">Lamps &lt;b&gt;lit&lt;/b&gt;</title>
<id>tag:lantern.example,2026:1</id><link href="/lamps"/><updated>2026-11-24T05:00:00Z</updated><content type="xhtml"><div>All lamps were lit.</div></content></entry></feed>"""
JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Notes", "items": [{"id": 7, "url": "/seven", "title": "Seven", "content_html": "<p>One.</p>", "date_published": "2026-11-24T05:00:00+01:00", "authors": [{"name": "Ada"}], "tags": ["x"]}]}'
MAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://127.0.0.1/one</loc><lastmod>2026-11-23</lastmod></url><url><loc>http://[</loc><lastmod>2026-11-24</lastmod></url></urlset>"""
ROWS = b'{"title": "Seven", "text": "One sentence. Another one.", "published": 1764000000, "tags": ["x"]}\n{"html": "<p>x</p>"}\n'
CORPUS = [PAGE, ATOM, JSON, MAP, ROWS, rss(("http://a.example/1", "One", TEXT), ("/2", "Two", TEXT)), b""]
KINDS = [
    "application/rss+xml",
    "text/html; charset=utf-16",
    "application/json",
    "text/xml; charset=x-none",
    "text/plain",
    "",
    "\u00ff",
]
STRAY = [
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b"]]>",
    b"&#0;",
    b"&#x110000;",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"\xed\xa0\x80",
    b"\\ud800",
    b'{"',
    b"[" * 3000,
    b"<div>" * 3000,
    b"9" * 5000,
    b"0001-01-01T00:00:00+14:00",
    b"http://[",
    b"//\x00@:99999/",
]


def spoiled(chance):
    """A file of the corpus with cuts, doubled parts and stray bytes in it."""
    body = chance.choice(CORPUS)
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randint(0, len(body)) for _ in range(2))
        change = chance.choice(["cut", "double", "stray", "swap", "noise"])
        middle = {
            "cut": b"",
            "double": body[at:to] * 2,
            "stray": chance.choice(STRAY) + body[at:to],
            "swap": chance.choice(CORPUS)[at:to],
            "noise": chance.randbytes(min(to - at, 20)),
        }[change]
        body = (body[:at] + middle + body[to:])[:200_000]
    return body


def page(chance):
    """An answer with such a body, whose head may lie about it."""
    body, headers = spoiled(chance), {}
    if chance.random() < 0.2:
        headers["Content-Encoding"] = chance.choice(["gzip", "deflate", "br", "\u00e9"])
        body = gzip.compress(body)[: chance.randint(0, 500)] if chance.random() < 0.7 else body
    if chance.random() < 0.3:
        name = chance.choice(["ETag", "Last-Modified", "Retry-After", "Location"])
        headers[name] = chance.choice(['"x"', "\u00e9" * 600, "-1", "http://[", "9" * 400])
    status = chance.choice([200] * 8 + [301, 304, 404, 429, 500, 206])
    return Page(body, chance.choice(KINDS), status, headers)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_bytes_stop_a_collection(engine, now, tmp_path):
    """A thousand spoiled sources, full text asked for or not: nothing is raised, and the good one is stored each time."""
    chance = random.Random(20261124)
    allowed = CollectSettings(allow_hosts=("127.0.0.1",), seconds=3)
    with WebServer() as web:
        for number in range(ROUNDS):
            tables = {"good": SourceSettings(url=f"{web.url}/good{number}", name="Good")}
            web.pages = {
                f"/good{number}": Page(rss((f"http://good.example/{number}", f"Ferry {number}", TEXT * 3)))
            }
            for one in range(SOURCES):
                path = f"/{number}-{one}"
                web.pages[path] = page(chance)
                tables[f"s{one}"] = SourceSettings(url=web.url + path, full_text=chance.random() < 0.3)
            for path in ("/ferry", "/lamps", "/seven", "/none", "/2", "/robots.txt"):
                web.pages[path] = page(chance)
            ways = Ways(engine, lambda: now, allowed, tmp_path)
            visits = list(asyncio.run(collect_sources(tables, list(tables), ways, lambda _visit: None)))
            assert len(visits) == len(tables)
    with reading(engine) as session:
        titles = set(session.scalars(select(Article.title)))
    assert {f"Ferry {number}" for number in range(ROUNDS)} <= titles
