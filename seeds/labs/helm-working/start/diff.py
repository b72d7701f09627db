"""What an upgrade would change, without a cluster: python diff.py values-prod.yaml

Renders revision 4 (chart 1.2 with live-prod.yaml) and chart 1.3 with the values you name, and compares the manifests.
"""

import difflib
import sys
from pathlib import Path

import helm_python as helm


def manifest(chart, values):
    with helm.Chart.load(chart) as loaded:
        given = helm.values_from_yaml(Path(values).read_text(encoding="utf-8"))
        return "\n".join(loaded.render(given, name="embedder", namespace="search").values()).splitlines()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    old, new = manifest("chart-1.2", "live-prod.yaml"), manifest("chart-1.3", sys.argv[1])
    print("\n".join(difflib.unified_diff(old, new, "revision 4", "revision 5", lineterm="", n=2)) or "no difference")
