"""Writes the exceptions with a date that is always ahead of the day of the check."""

import datetime as dt
import json
from pathlib import Path

until = (dt.date.today() + dt.timedelta(days=3650)).isoformat()
Path(".trivyignore.yaml").write_text(f"""vulnerabilities:
  - id: CVE-2024-22195
    statement: No template of ours uses xmlattr, and nobody but us writes templates (api/report.py:5). Owner platform; goes with the next Jinja2 upgrade.
    expired_at: {until}
  - id: CVE-2023-50447
    statement: Only api/nightly.py imports PIL, for Image.open and thumbnail on charts of our own; ImageMath is never imported. Owner platform.
    expired_at: {until}
""", encoding="utf-8")
no = {"status": "not_affected"}
Path("vex.json").write_text(json.dumps({
    "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/api-1", "author": "platform", "timestamp": dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds"), "version": 1,
    "statements": [
        {"vulnerability": {"name": "CVE-2020-14343"}, "products": [{"@id": "pkg:pypi/pyyaml@5.3.1"}], "status": "affected", "action_statement": "PyYAML to 5.4 or later; until then take notebook-v1 out of settings.ini."},
        {"vulnerability": {"name": "CVE-2024-22195"}, "products": [{"@id": "pkg:pypi/jinja2@3.1.2"}], **no, "justification": "vulnerable_code_not_in_execute_path"},
        {"vulnerability": {"name": "CVE-2023-50447"}, "products": [{"@id": "pkg:pypi/pillow@10.1.0"}], **no, "justification": "vulnerable_code_not_in_execute_path"},
        {"vulnerability": {"name": "CVE-2024-34069"}, "products": [{"@id": "pkg:pypi/werkzeug@3.0.2"}], "status": "affected", "action_statement": "API_DEBUG to 0 in deploy/staging.yaml today; Werkzeug to 3.0.3."},
    ],
}, indent=1), encoding="utf-8")
