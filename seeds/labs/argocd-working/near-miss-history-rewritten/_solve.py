import subprocess
from pathlib import Path

FILE = Path("config/scorer/deployment.yaml")


def git(*words):
    subprocess.run(["git", "-C", "config", "-c", "user.name=You", "-c", "user.email=you@example.com", *words], check=True)


def edit(*pairs):
    text = FILE.read_text()
    for before, after in pairs:
        text = text.replace(before, after)
    FILE.write_text(text)


git("init", "-q", "-b", "main")
git("add", ".")
git("commit", "-q", "-m", "scorer 1.4.0")
edit(("scorer:1.4.0", "scorer:1.5.0"), ("scorer/7", "scorer/8"))
git("commit", "-q", "-a", "-m", "scorer 1.5.0 with model 8")
git("reset", "-q", "--hard", "HEAD~1")
