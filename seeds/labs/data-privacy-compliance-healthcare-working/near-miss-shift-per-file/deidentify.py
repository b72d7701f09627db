"""python deidentify.py studies released key.txt: writes what may leave the hospital."""

import datetime as dt
import hmac
import sys
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
KEEP = {
    "SpecificCharacterSet", "ImageType", "SOPClassUID", "ReferencedSOPClassUID", "Modality", "PatientSex", "BurnedInAnnotation",
    "SeriesNumber", "InstanceNumber", "PixelSpacing", "SliceThickness", "ImagePositionPatient", "ImageOrientationPatient",
    "SamplesPerPixel", "PhotometricInterpretation", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit",
    "PixelRepresentation", "RescaleIntercept", "RescaleSlope", "PixelData",
}  # fmt: skip
NEW_UID = {
    "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID", "ReferencedSOPInstanceUID",
}  # fmt: skip
SHIFTED = {"StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate"}
NESTED = {"ReferencedImageSequence"}


def main(source, target, key_file):
    key = Path(key_file).read_bytes()
    Path(target).mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(source).rglob("*.dcm")):
        image = pydicom.dcmread(path)
        if may_show_text(image):
            print(f"held back: {path.name}")
            continue
        person = str(image.PatientID)
        days = 1 + int.from_bytes(keyed(key, "shift", image.SOPInstanceUID)[:4], "big") % 1800
        released = cleaned(image, key, days)
        released.PatientID = released.PatientName = "P-" + keyed(key, "person", person).hex()[:16]
        if "PatientAge" in image:
            released.PatientAge = min(image.PatientAge, "090Y") if image.PatientAge.endswith("Y") else image.PatientAge
        released.PatientIdentityRemoved = "YES"
        released.DeidentificationMethod = "allow-list, keyed pseudonyms, dates shifted per patient"
        released.file_meta = pydicom.dataset.FileMetaDataset()
        released.file_meta.MediaStorageSOPClassUID = released.SOPClassUID
        released.file_meta.MediaStorageSOPInstanceUID = released.SOPInstanceUID
        released.file_meta.TransferSyntaxUID = image.file_meta.TransferSyntaxUID
        released.save_as(Path(target) / f"{released.SOPInstanceUID}.dcm", enforce_file_format=True)


def keyed(key, purpose, value):
    return hmac.digest(key, f"{purpose}|{value}".encode(), "sha256")


def may_show_text(image):
    flag = image.get("BurnedInAnnotation", "")
    return flag == "YES" or (image.SOPClassUID == CAPTURE and flag != "NO")


def cleaned(dataset, key, days):
    """A new dataset with what the lists name, and nothing else."""
    new = Dataset()
    for element in dataset:
        name = element.keyword
        if name in KEEP:
            new[element.tag] = element
        elif name in NEW_UID:
            number = int.from_bytes(keyed(key, "uid", element.value)[:16], "big")
            setattr(new, name, f"2.25.{number}")
        elif name in SHIFTED and element.value:
            day = dt.datetime.strptime(str(element.value), "%Y%m%d") - dt.timedelta(days=days)
            setattr(new, name, day.strftime("%Y%m%d"))
        elif name in NESTED:
            setattr(new, name, [cleaned(item, key, days) for item in element.value])
    return new


if __name__ == "__main__":
    main(*sys.argv[1:4])
