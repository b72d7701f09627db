"""A row for each threshold: what it holds and catches, and what it costs once bill() is written."""

import sys
from collections import Counter

import threshold

payments = threshold.read(sys.argv[1])
fraud = sum(payment["chargeback"] is not None for payment in payments)
print(f"{len(payments)} payments, {fraud} of them fraud as far as is known")
print("threshold   held  busiest day  caught  precision  recall    F1      bill")
for step in range(15, 80, 5):
    at = step / 100
    held = [payment for payment in payments if payment["score"] >= at]
    caught = sum(payment["chargeback"] is not None for payment in held)
    busiest = max(Counter(payment["day"] for payment in held).values(), default=0)
    try:
        costs = f"{threshold.bill(payments, at):9,.0f}"
    except NotImplementedError:
        costs = "        -"
    f1 = 2 * caught / (len(held) + fraud)
    print(f"{at:9.2f} {len(held):6} {busiest:12} {caught:7} {caught / max(len(held), 1):10.2f} {caught / fraud:7.2f} {f1:5.2f} {costs}")
