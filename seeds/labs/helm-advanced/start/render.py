"""What each environment gets: python render.py"""

from pathlib import Path

import helm_python as helm

for env in ("dev", "staging", "prod"):
    with helm.Chart.load("chart") as chart:
        values = helm.values_from_yaml(Path(f"values-{env}.yaml").read_text(encoding="utf-8"))
        chart.validate_schema(values)
        print(f"# --- {env}", *chart.render(values, name="ranker", namespace=env).values(), sep="\n")
