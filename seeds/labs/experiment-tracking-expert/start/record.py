"""What a record costs and answers: python record.py keep.txt (one field a line), or without a file for today."""

import csv
import sys

RUNS = 41_000  # in 90 days, all teams
QUESTIONS = {
    "audit: which data made the model in production?": [{"data_digest"}, {"user"}],
    "audit: who asked for it, and why?": [{"purpose", "ticket"}, {"user"}],
    "registry: can it be built again?": [{"git_commit"}, {"container_digest", "requirements.txt"}, {"data_digest"}, {"seed"}],
    "gate: is it better than the last one?": [{"auc", "AUC"}, {"seed"}],
    "finance: what did it cost?": [{"gpu_hours", "cost_eur"}],
    "a colleague: why did it get worse?": [{"git_commit"}, {"data_digest", "data_path"}, {"learning_rate"}, {"loss_per_epoch", "loss_per_step"}],
}
rows = {row["field"]: row for row in csv.DictReader(open("fields.csv", encoding="utf-8"))}
whole = len(sys.argv) < 2
keep = list(rows) if whole else [line.strip() for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
unknown = [name for name in keep if name not in rows]
size = sum(int(rows[name]["bytes_per_run"]) * (int(rows[name]["share_of_runs"]) if whole else 100) / 100 for name in keep if name in rows)
print(f"{len(keep)} fields, {size * RUNS / 1e12:.2f} TB in 90 days" + (f"; new: {', '.join(unknown)}" if unknown else ""))
for question, needs in QUESTIONS.items():
    share = 100
    for either in needs:
        had = [int(rows[name]["share_of_runs"]) if whole else 100 for name in either if name in keep and name in rows]
        share = min(share, max(had, default=0))
    print(f"  {share:>3}% of runs  {question}")
