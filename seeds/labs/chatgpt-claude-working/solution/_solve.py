import platform
from pathlib import Path

question = Path("question.md")
text = question.read_text(encoding="utf-8").replace("PYTHON_VERSION", platform.python_version())
question.write_text(text.replace("REPRO", Path("repro.py").read_text(encoding="utf-8").strip()), encoding="utf-8")
