"""What every service uses to ask the model for a score. One connection is kept open between requests."""

import http.client
import json


class Client:
    def __init__(self, host, port, timeout=0.4):
        self.host, self.port, self.timeout = host, port, timeout
        self.connection = None

    def score(self, asked):
        """One more try on a fresh connection when the first one fails."""
        try:
            return self._score(asked)
        except (OSError, http.client.HTTPException):
            return self._score(asked)

    def _score(self, asked):
        """The model's answer to one request; raises OSError or HTTPException when there is none in time."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
        try:
            self.connection.request("POST", "/score", json.dumps(asked))
            return json.loads(self.connection.getresponse().read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None
