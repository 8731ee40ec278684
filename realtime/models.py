"""The numbered log: what happened on each stream, as ids, never as text."""

from django.db import models


class StreamHead(models.Model):
    """The number of a stream's last event. Its row is the lock that numbers are taken under."""

    name = models.CharField(max_length=90, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class LoggedEvent(models.Model):
    """One event of one stream. Numbers have no holes and follow commit order."""

    stream = models.CharField(max_length=90)
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="logged_event_stream_seq")
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.seq} {self.type}"
