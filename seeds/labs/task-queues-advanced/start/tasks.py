"""The platform's tasks, with the settings of production in small: an hour there is four seconds here."""

import os
import time

from celery import Celery

app = Celery("platform", broker="redis://127.0.0.1:6391/0")
app.conf.update(
    task_ignore_result=True,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 4,  # seconds until an unacknowledged task is given out again
        "unacked_restore_interval": 1,  # look for such tasks every second; by default about every 100
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 5,  # a worker that dies while it looks blocks the others for so long; by default 300
    },
    worker_prefetch_multiplier=4,  # tasks a worker process reserves ahead
    task_acks_late=True,  # acknowledge after the work, not before
)


def note(what, name):
    with open("ledger.txt", "a", encoding="utf-8") as ledger:
        ledger.write(f"{time.strftime('%H:%M:%S')}  {what:<5}  {name}  (process {os.getpid()})\n")


@app.task
def evaluate(name, seconds):
    """Evaluates a model; writes what it does into ledger.txt."""
    note("begin", name)
    time.sleep(seconds)
    note("end", name)


@app.task(acks_late=False)
def export(name, seconds):
    """Somebody turned late acknowledgment off for this one, because it had run twice."""
    note("begin", name)
    time.sleep(seconds)
    note("end", name)
