"""Calls the endpoint with prompts as long as people's, from few users to many."""

import csv
import os
import random

from locust import HttpUser, LoadTestShape, constant, task

with open("prompts.csv", encoding="utf-8", newline="") as file:
    LENGTHS = [int(row["words"]) for row in csv.DictReader(file)]
LEVELS, SECONDS = (5, 10, 20, 40, 80), float(os.environ.get("STEP_SECONDS", "15"))


class Caller(HttpUser):
    wait_time = constant(1)

    @task
    def generate(self):
        prompt = " ".join(["word"] * (sum(LENGTHS) // len(LENGTHS)))
        with self.client.post("/generate", json={"prompt": prompt}, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
            elif "error" in answer.json():
                answer.failure("error in the body")


class Stairs(LoadTestShape):
    def tick(self):
        step = int(self.get_run_time() // SECONDS)
        return (LEVELS[step], 100) if step < len(LEVELS) else None
