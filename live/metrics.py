"""What this process counts as it happens, for Prometheus; what can be read at any moment is read by live/health.py."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # a sample for each number that says since when it is counted
NUMBERS = CollectorRegistry()
"Ours alone: the library's own registry adds numbers about Python."

ANSWERS = Counter("show_answers_total", "Answers, stored or refused.", ["outcome"], registry=NUMBERS)
ACKNOWLEDGED = Histogram(
    "show_acknowledgement_seconds",
    "From an answer's arrival to its commit.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=NUMBERS,
)
BATCH = Histogram(
    "show_ballot_batch_size",
    "Answers in one transaction.",
    buckets=(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000),
    registry=NUMBERS,
)
CUT = Counter(
    "show_sockets_cut_total", "Sockets that were ended because of what they did.", ["reason"], registry=NUMBERS
)
BACKUP_AGE = Gauge("show_backup_age_seconds", "Since the last backup began; NaN when there is none.", registry=NUMBERS)
