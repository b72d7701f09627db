"""The storage client of the platform team. Leave this file as it is; it connects as soon as one is made."""


class StorageClient:
    def __init__(self, bucket="features-prod"):
        raise ConnectionError(f"no route to {bucket} from this machine")

    def rows(self, customer):
        """The payments of a customer: a list of {"amount": …, "late_days": …}."""
        raise NotImplementedError
