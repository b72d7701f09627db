"""python look.py FOLDER: every text, date and UID in the files of a folder, nested and private ones too."""

import sys
from pathlib import Path

import pydicom


def show(dataset, indent):
    for element in dataset:
        if element.VR == "SQ":
            print(f"{indent}{element.tag} {element.name}")
            for item in element.value:
                show(item, indent + "    ")
        elif element.VR not in ("US", "OW", "OB", "DS", "IS"):
            print(f"{indent}{element.tag} {element.VR} {element.name}: {element.value}")


for path in sorted(Path(sys.argv[1]).rglob("*.dcm")):
    print(f"== {path.name}")
    show(pydicom.dcmread(path), "  ")
