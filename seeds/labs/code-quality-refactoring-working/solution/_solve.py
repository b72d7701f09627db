"""Makes the history: the notebook first, then one commit per part, the switch last."""

import pathlib
import subprocess

OLD_RUN = '"""What the nightly job calls."""\n\nimport runpy\n\nrunpy.run_path("notebook.py")\n'
STEPS = ["churn/__init__.py churn/data.py", "churn/features.py", "churn/model.py", "tests", "run.py"]


def git(*arguments):
    who = ["-c", "user.name=Solver", "-c", "user.email=solver@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


run = pathlib.Path("run.py")
new_run = run.read_text()
run.write_text(OLD_RUN)
git("init", "-b", "main")
git("add", "notebook.py", "run.py", "customers.csv", ".gitignore")
git("commit", "-m", "The notebook as it is")
for step in STEPS:
    if "run.py" in step:
        run.write_text(new_run)
    git("add", *step.split())
    git("commit", "-m", f"Add {step}")
git("rm", "notebook.py")
git("commit", "-m", "Remove the notebook")
