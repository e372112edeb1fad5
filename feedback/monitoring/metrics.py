"""The state of the service as Prometheus reads it.

The text format, version 0.0.4: prometheus.io/docs/instrumenting/exposition_formats.
"""

from collections.abc import Iterator
from typing import Final

from feedback.monitoring.service_status import ServiceStatus, StoreStatus

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_PREFIX: Final = "local_offer"
_COMMANDS: Final = ("export", "purge", "send")


def metrics_text(status: ServiceStatus) -> str:
    """Return the state as metrics, all of them gauges. A time that never was is left out."""
    lines = [
        _metric(
            "tables_current", "1 if the service can work with the tables", int(bool(status.store))
        ),
        _metric(
            "site_ready", "1 if there is a built site to make pages with", int(status.has_site)
        ),
        _metric("disk_free_bytes", "Room on the disk of the database", status.free_bytes),
    ]
    if status.store:
        lines += _store(status.store)
    return "".join(lines)


def _store(store: StoreStatus) -> Iterator[str]:
    counts = {
        "waiting": ("Submissions that wait for somebody", store.waiting),
        "overdue": ("Submissions past the day of their answer", store.overdue),
        "quarantined": ("Submissions in quarantine", store.quarantined),
        "danger_open": ("Submissions with grave words that nobody acted on", store.danger),
        "mail_unsent": ("Mails that have not been sent", store.unsent),
        "mail_failed": ("Mails that did not arrive", store.failed),
        "mail_held": ("Mails that wait for a person's word after a restore", store.held),
        "unexported": ("Comments signed off and not yet exported", store.unexported),
    }
    for name, (description, number) in counts.items():
        yield _metric(name, description, number)
    times = {
        "mail_oldest_unsent": ("When the oldest unsent mail was written", store.oldest_unsent),
        "oldest_unexported": ("When the oldest was signed off", store.oldest_unexported),
        **{f"last_{name}": (f"When {name} last ended", store.runs.get(name)) for name in _COMMANDS},
    }
    for name, (description, time) in times.items():
        if time is not None:
            yield _metric(f"{name}_timestamp_seconds", description, time)


def _metric(name: str, description: str, number: int) -> str:
    metric = f"{_PREFIX}_{name}"
    return f"# HELP {metric} {description}.\n# TYPE {metric} gauge\n{metric} {number}\n"
