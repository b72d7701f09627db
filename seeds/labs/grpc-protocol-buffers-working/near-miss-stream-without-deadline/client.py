"""What other teams import to call the scoring service."""

import sys

import grpc
import scoring_pb2
import scoring_pb2_grpc


class Client:
    def __init__(self, address="127.0.0.1:50051"):
        self.stub = scoring_pb2_grpc.ScoringStub(grpc.insecure_channel(address))

    def score(self, customer_id, features, tenant=""):
        request = scoring_pb2.ScoreRequest(customer_id=customer_id, features=features, tenant=tenant)
        return self.stub.Score(request, timeout=1.0).score

    def score_batch(self, rows):
        """Scores for (customer_id, features) pairs, as a list."""
        requests = [scoring_pb2.ScoreRequest(customer_id=id_, features=features) for id_, features in rows]
        replies = self.stub.ScoreBatch(scoring_pb2.ScoreBatchRequest(requests=requests))
        return [reply.score for reply in replies]

    def describe(self):
        return self.stub.Describe(scoring_pb2.DescribeRequest(), timeout=0.5).model


if __name__ == "__main__":
    client = Client(*sys.argv[1:])
    print(client.describe(), client.score("c-1", [1.0, 2.0]), client.score_batch([("c-1", [1.0]), ("c-2", [2.5])]))
