"""A stand-in for object storage and for a progress bar. Leave this file as it is."""

import threading
import time


class Store:
    """Answers after 40 ms; at most eight requests at a time, later ones queue. Keys that end in 13 are broken."""

    def __init__(self, seconds=0.04, at_once=8):
        self.seconds, self._doors, self._lock = seconds, threading.Semaphore(at_once), threading.Lock()
        self.now = self.most = 0

    def get(self, key):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            with self._doors:
                time.sleep(self.seconds)
            if key.endswith("13"):
                raise OSError(f"{key}: checksum mismatch")
            return key.encode() * 100
        finally:
            with self._lock:
                self.now -= 1


class Progress:
    """Bytes so far. It was written for one thread: it reads, redraws its bar, and writes."""

    def __init__(self):
        self.bytes = 0

    def add(self, count):
        before = self.bytes
        time.sleep(0.001)
        self.bytes = before + count
