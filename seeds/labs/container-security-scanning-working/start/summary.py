"""What a Trivy report says, a line per finding: python summary.py report.json"""

import json
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
print("system:", report["Metadata"]["OS"]["Family"], report["Metadata"]["OS"]["Name"])
for result in report["Results"]:
    for each in result.get("Vulnerabilities", []):
        print(f"{each['Severity']:<9}{each['VulnerabilityID']:<16}{each['PkgName']:<11}{each['InstalledVersion']:<18}{each.get('FixedVersion', '-- ' + each['Status'])}")
