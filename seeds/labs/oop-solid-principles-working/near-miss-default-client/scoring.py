"""Credit scores: who fetches, who transforms, who scores, and one place that puts them together."""

WEIGHTS = {"bias": 600.0, "mean_amount": 0.05, "late_share": -180.0}


class Fetcher:
    def __init__(self, client):
        from storage import StorageClient

        self.client = client or StorageClient()
        self.known = {}

    def fetch(self, customer):
        if customer not in self.known:
            self.known[customer] = self.client.rows(customer)
        return self.known[customer]


class Transformer:
    def transform(self, rows):
        if not rows:
            return {"mean_amount": 0.0, "late_share": 0.0}
        late = sum(row["late_days"] > 5 for row in rows)
        return {"mean_amount": sum(row["amount"] for row in rows) / len(rows), "late_share": late / len(rows)}


class Scorer:
    def __init__(self, weights):
        self.weights = weights

    def score(self, features):
        return round(self.weights["bias"] + sum(self.weights[name] * value for name, value in features.items()), 1)


class ScoreJob:
    def __init__(self, fetcher, transformer, scorer):
        self.fetcher, self.transformer, self.scorer = fetcher, transformer, scorer

    def run(self, customer):
        return self.scorer.score(self.transformer.transform(self.fetcher.fetch(customer)))


def production_job():
    from storage import StorageClient

    return ScoreJob(Fetcher(StorageClient()), Transformer(), Scorer(WEIGHTS))
