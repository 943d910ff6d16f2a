"""The figures in the form that Prometheus reads."""

from collections.abc import Iterator

from prometheus_client.core import CollectorRegistry, CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0, generate_latest
from prometheus_client.registry import Collector

from digest.models import DeliveryState
from digest.web.ops.figures import Figures, Paper

KIND = CONTENT_TYPE_PLAIN_1_0_0


def scraped(figures: Figures) -> bytes:
    """All figures as they are now.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(list(_families(figures))))
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        """What was collected before."""
        yield from self._families


def _families(figures: Figures) -> Iterator[Metric]:
    yield from _of_papers(figures.papers())
    yield from _of_sources(figures)
    yield from _of_workers(figures)
    pulse = figures.pulse
    mails = CounterMetricFamily(
        "digest_mails", "Mails that this process settled", labels=["newsletter", "state"]
    )
    for (newsletter, state), count in sorted(pulse.outcomes.items()):
        mails.add_metric([newsletter, state], count)
    yield mails
    steps = CounterMetricFamily(
        "digest_reader_steps",
        "What readers posted: subscribe, confirm, unsubscribe",
        labels=["step", "answer"],
    )
    for (step, answer), count in sorted(pulse.steps.items()):
        steps.add_metric([step, answer], count)
    yield steps
    yield CounterMetricFamily(
        "digest_notices", "Mails to single readers that this process sent", pulse.notices
    )
    yield _gauge("digest_notices_waiting", "Mails to single readers that wait", figures.notices())
    yield _gauge("digest_schedule_quiet_seconds", "Since the schedule looked at what is due", pulse.quiet())


def _of_papers(papers: list[Paper]) -> Iterator[Metric]:
    readers = GaugeMetricFamily(
        "digest_edition_readers", "Readers of the newest edition by state", labels=["newsletter", "state"]
    )
    queue = GaugeMetricFamily("digest_queue", "Readers of all editions who wait", labels=["newsletter"])
    late = GaugeMetricFamily(
        "digest_edition_late_seconds", "How late the newest edition was fixed, or is", labels=["newsletter"]
    )
    following = GaugeMetricFamily(
        "digest_next_send_timestamp_seconds", "When the next edition is due", labels=["newsletter"]
    )
    for paper in papers:
        newest = next((one.balance for one in paper.standings if one.balance), None)
        for state in DeliveryState if newest else ():
            readers.add_metric([paper.slug, str(state)], newest[state] if newest else 0)
        queue.add_metric([paper.slug], sum(one.left for one in paper.standings))
        late.add_metric([paper.slug], paper.late)
        following.add_metric([paper.slug], paper.following.at.timestamp())
    yield from (readers, queue, late, following)


def _of_sources(figures: Figures) -> Iterator[Metric]:
    failures = GaugeMetricFamily("digest_source_failures", "Failures in a row", labels=["source"])
    good = GaugeMetricFamily(
        "digest_source_good_timestamp_seconds", "When a source answered last", labels=["source"]
    )
    for one in figures.visited():
        failures.add_metric([one.slug], one.failures)
        if one.good_at is not None:
            good.add_metric([one.slug], one.good_at.timestamp())
    yield from (failures, good)


def _of_workers(figures: Figures) -> Iterator[Metric]:
    everybody = figures.workers()
    rate = GaugeMetricFamily("digest_worker_mails_per_second", "Within the last minute", labels=["worker"])
    settled = GaugeMetricFamily("digest_worker_settled", "Mails since it began", labels=["worker"])
    for one in everybody:
        rate.add_metric([one.worker.name], one.rate)
        settled.add_metric([one.worker.name], one.worker.settled)
    yield _gauge("digest_workers", "Workers that live", sum(one.lives for one in everybody))
    yield from (rate, settled)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value)
