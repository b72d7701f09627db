"""python deidentify.py studies released key.txt: writes what may leave the hospital."""

import sys
from pathlib import Path

import pydicom


def main(source, target, key_file):
    key = Path(key_file).read_bytes()  # not used yet
    Path(target).mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(source).glob("*.dcm")):
        image = pydicom.dcmread(path)
        image.PatientName = "ANONYMOUS"
        image.PatientID = ""
        image.save_as(Path(target) / path.name)


if __name__ == "__main__":
    main(*sys.argv[1:4])
