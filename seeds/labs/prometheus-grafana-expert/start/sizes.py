"""What nine clusters would send and store: python sizes.py [bytes per sample on the wire] [on disk]"""

import csv
import sys

wire, disk = (float(sys.argv[1]), float(sys.argv[2])) if len(sys.argv) > 2 else (5.0, 1.5)
HUB_SERIES = 4_000  # per cluster, when only recorded aggregates are federated
total = dict(series=0, rate=0.0, all_gb=0.0, agg_gb=0.0)
print(f"{'cluster':<12} {'samples/s':>10} {'all, Mbit/s':>12} {'of link':>8} {'aggregates, Mbit/s':>19} {'13 months, GB':>14}")
for row in csv.DictReader(open("clusters.csv", encoding="utf-8")):
    series, step = int(row["active_series"]), int(row["scrape_seconds"])
    rate = series / step
    mbit, small = rate * wire * 8 / 1e6, HUB_SERIES / 60 * wire * 8 / 1e6
    gb = rate * disk * 86_400 * 395 / 1e9
    total = dict(series=total["series"] + series, rate=total["rate"] + rate, all_gb=total["all_gb"] + gb,
                 agg_gb=total["agg_gb"] + HUB_SERIES / 60 * disk * 86_400 * 395 / 1e9)  # fmt: skip
    share = mbit / float(row["link_to_hub_mbit"])
    print(f"{row['cluster']:<12} {rate:>10,.0f} {mbit:>12.2f} {share:>8.1%} {small:>19.4f} {gb:>14,.0f}")
print(f"{total['series']:,} series, {total['rate']:,.0f} samples/s; 13 months: {total['all_gb']:,.0f} GB of everything, {total['agg_gb']:,.1f} GB of aggregates")
