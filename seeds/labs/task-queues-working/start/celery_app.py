"""Celery with a folder as its broker, so that the lab needs no server. Leave this file as it is."""

from pathlib import Path

from celery import Celery

QUEUE = Path(__file__).resolve().parent / "queue"
QUEUE.mkdir(exist_ok=True)
app = Celery("lab", broker="filesystem://")
app.conf.update(
    broker_transport_options={"data_folder_in": str(QUEUE), "data_folder_out": str(QUEUE), "control_folder": str(QUEUE)},
    task_ignore_result=True,
)
