"""`digest dkim keygen` makes a key that signs, and says what the DNS needs."""

import stat

from digest.deliver.dkim import Key, record


def test_a_key_and_its_record(digest, tmp_path):
    """The file is the owner's alone, is not written over, and the record is that of the key."""
    path = tmp_path / "key.pem"
    asked = ("dkim", "keygen", "--selector", "s1", "--domain", "news.example", "--out", str(path))
    ran = digest(*asked)
    key = Key("news.example", "s1", path.read_bytes())
    assert ran.out.startswith("s1._domainkey.news.example. IN TXT ( ")
    assert "".join(ran.out.split('"')[1::2]) == record(key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert digest(*asked).said
    assert path.read_bytes() == before


def test_ed25519(digest, tmp_path):
    """The second kind has a short record."""
    ran = digest(
        "dkim", "keygen", "--type", "ed25519", "--domain", "news.example", "--out", str(tmp_path / "k.pem")
    )
    assert "k=ed25519; p=" in ran.out
    assert ran.out.count('"') == 2
