"""Enqueues tasks: python send.py evaluate a1=16 b1=1 b2=1"""

import sys

import tasks

for each in sys.argv[2:]:
    name, seconds = each.split("=")
    getattr(tasks, sys.argv[1]).delay(name, float(seconds))
    print("enqueued", sys.argv[1], name, seconds, "s")
