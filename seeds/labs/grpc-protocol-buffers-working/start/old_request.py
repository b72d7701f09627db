"""A request that a client of July still sends: region "emea" in field 3. What does today's contract read in it?"""

import scoring_pb2

BYTES = bytes.fromhex("0a03632d31" "1210" "000000000000f03f" "0000000000000040" "1a04656d6561" "201e")

print(scoring_pb2.ScoreRequest.FromString(BYTES))
