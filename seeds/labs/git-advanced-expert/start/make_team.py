"""Builds the folder team: a server and three people's clones, with a key and a checkpoint in the history."""

import os
import random
import shutil
import stat
import subprocess
from pathlib import Path

TEAM = Path(__file__).resolve().parent / "team"
KEY = "sk-live-7Q2mXw9LrT4vBn8KpZc1"


def git(where, *arguments, at=0, who="Kim Osei"):
    date = f"2026-{6 + at // 28:02}-{1 + at % 28:02}T10:00:00+0000"
    email = who.split()[0].lower() + "@example.com"
    settings = {"GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": date,
                "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": date}  # fmt: skip
    command = ["git", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c", "tag.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=where, check=True, capture_output=True, text=True, env={**os.environ, **settings}).stdout.strip()


def commit(where, at, message, who="Kim Osei", **files):
    for name, content in files.items():
        path = Path(where) / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    git(where, "add", "-A")
    git(where, "commit", "-q", "-m", message, at=at, who=who)


def writable(folder):
    for path in folder.rglob("*"):
        os.chmod(path, stat.S_IRWXU)


def main():
    if TEAM.exists():
        writable(TEAM)
        shutil.rmtree(TEAM)
    TEAM.mkdir()
    git(TEAM, "init", "-q", "--bare", "server.git")
    git(TEAM / "server.git", "symbolic-ref", "HEAD", "refs/heads/main")
    git(TEAM, "clone", "-q", "server.git", "yours")
    yours, chance = TEAM / "yours", random.Random(4)
    git(yours, "symbolic-ref", "HEAD", "refs/heads/main")
    for at in range(34):
        files = {f"serving__part{at % 5}_dot_py": f"# step {at}\nVALUE = {at}\n"}
        message = f"Serving: step {at}"
        if at == 7:
            message, files["serving__config_dot_py"] = "Add the embedding provider", f'PROVIDER_KEY = "{KEY}"\nTIMEOUT = 5\n'
        if at in (9, 17):
            message, files["models__ranker_dot_ckpt"] = f"Ranker checkpoint {at}", chance.randbytes(6_000_000)
        if at == 14:
            message, files["serving__config_dot_py"] = "Read the key from the environment", 'import os\n\nPROVIDER_KEY = os.environ["PROVIDER_KEY"]\nTIMEOUT = 5\n'
        if at == 21:
            (yours / "models/ranker.ckpt").unlink()
            message, files["models__ranker_dot_ckpt_dot_dvc"] = "Keep checkpoints in DVC", "outs:\n- path: ranker.ckpt\n"
        commit(yours, at, message, **files)
        if at in (12, 25):
            git(yours, "tag", "-a", f"v1.{at // 13}", "-m", f"release 1.{at // 13}", at=at)
        if at == 12:
            git(yours, "branch", "release/1.0")
        if at == 11:
            git(yours, "branch", "try-provider")
    git(yours, "push", "-q", "origin", "main", "release/1.0", "--tags")
    # What the server keeps of a pull request that was closed in June.
    git(yours, "push", "-q", "origin", "try-provider:refs/pull/7/head")
    git(yours, "branch", "-q", "-D", "try-provider")
    for name in ("ana", "bo"):
        git(TEAM, "clone", "-q", "server.git", name)
    commit(TEAM / "ana", 35, "Cache the user tower", "Ana Silva", serving__cache_dot_py="CACHE = {}\n")
    commit(TEAM / "ana", 36, "Bound the cache", "Ana Silva", serving__cache_dot_py="CACHE = {}\nMOST = 10_000\n")
    git(TEAM / "bo", "switch", "-q", "-c", "fix-1.0", "origin/release/1.0")
    commit(TEAM / "bo", 35, "Raise the timeout for 1.0", "Bo Lindqvist", serving__timeout_dot_py="TIMEOUT = 9\n")
    (TEAM / "bo/serving/part1.py").write_text("# not committed yet\n")
    print("team is ready: server.git, yours, ana (2 commits not pushed), bo (a branch from release/1.0, and an open file)")


if __name__ == "__main__":
    main()
