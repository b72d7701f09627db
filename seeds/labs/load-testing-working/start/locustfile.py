"""The load test that passed before the last launch."""

from locust import HttpUser, constant, task


class Caller(HttpUser):
    wait_time = constant(1)

    @task
    def generate(self):
        self.client.post("/generate", json={"prompt": "hello there"})
