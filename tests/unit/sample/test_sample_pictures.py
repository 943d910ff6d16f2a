"""The sample's pictures: there, small, and shown without a network."""

import re
from base64 import b64decode
from importlib.resources import files

from digest.sample.pictures import PICTURES, shown_here


def test_every_picture_of_an_article_is_on_the_shelf(articles):
    """What an article names as its image is there, in the size that it says, in fewer than 30 KB."""
    named = {}
    for one in articles:
        raw = one.path.read_text(encoding="utf-8")
        said = dict(re.findall(r'<meta property="og:image(|:width|:height)" content="([^"]+)">', raw))
        named |= {said[""]: (int(said[":width"]), int(said[":height"]))} if said else {}
    assert named.keys() == PICTURES.keys()
    for address, (width, height) in named.items():
        held = (files("digest.sample.pictures") / PICTURES[address]).read_bytes()
        assert held[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(held[16:20]), int.from_bytes(held[20:24])) == (width, height)
        assert len(held) < 30_000


def test_only_the_samples_pictures_are_put_into_a_page():
    """The picture itself stands where its address was; a link to it, and any other picture, stays."""
    (address,) = PICTURES
    page = f'<a href="{address}"><img src="{address}" alt="Sea"></a><img src="https://img.example/a.png">'
    shown = shown_here(page)
    assert f'<a href="{address}">' in shown
    assert '<img src="https://img.example/a.png">' in shown
    (data,) = re.findall(r'src="data:image/png;base64,([^"]+)"', shown)
    assert b64decode(data).startswith(b"\x89PNG")
