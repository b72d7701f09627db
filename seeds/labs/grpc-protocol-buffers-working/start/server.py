"""The scoring service: python server.py serves on 127.0.0.1:50051 until Ctrl-C."""

from concurrent import futures

import grpc
import scoring_pb2
import scoring_pb2_grpc


class Scoring(scoring_pb2_grpc.ScoringServicer):
    def Score(self, request, context):
        return self._scored(request)

    def ScoreBatch(self, request, context):
        for each in request.requests:
            yield self._scored(each)

    def Describe(self, request, context):
        return scoring_pb2.DescribeReply(model="ranker-v7")

    def _scored(self, request):
        # What is to come: the model of the request's tenant, "shared" for a client that does not know tenants yet.
        return scoring_pb2.ScoreReply(score=round(sum(request.features) / 10, 3), model="shared/ranker-v7")


def serve(port=0):
    """Start serving; gives the server and the port it got."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    scoring_pb2_grpc.add_ScoringServicer_to_server(Scoring(), server)
    port = server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    return server, port


if __name__ == "__main__":
    serve(50051)[0].wait_for_termination()
