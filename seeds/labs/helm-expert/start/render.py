"""What the pull request does to three of its users: python render.py"""

import difflib
import shutil
import tempfile
from pathlib import Path

import helm_python as helm


def manifest(consumer, library):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / consumer
        shutil.copytree(Path("consumers") / consumer, folder)
        shutil.copytree(library, folder / "charts" / "mlservice")
        text = (folder / "Chart.yaml").read_text(encoding="utf-8").partition("dependencies:")[0]
        (folder / "Chart.yaml").write_text(text, encoding="utf-8")
        try:
            with helm.Chart.load(folder) as chart:
                return "\n".join(chart.render({}, name=consumer, namespace=consumer).values()).splitlines()
        except helm.HelmError as error:
            return [f"RENDERING FAILS: {error}"]


for consumer in ("search", "pay", "media"):
    old, new = manifest(consumer, "library-1.9"), manifest(consumer, "library-pr")
    print(f"=== {consumer}")
    print("\n".join(line for line in difflib.unified_diff(old, new, "1.9.0", "1.10.0", lineterm="", n=0)))
