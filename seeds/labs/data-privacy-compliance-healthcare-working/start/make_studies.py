"""Writes made-up studies of made-up patients, with names in the places where hospitals have them."""

import struct
import sys
from pathlib import Path

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

CT, DX, CAPTURE = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.5.1.4.1.1.7"
ROOT = "1.2.826.0.1.3680043.8.498"
PEOPLE = [
    {
        "name": "Lin^Meiyu=林^美玉", "id": "MRN-4471902", "born": "19580314", "age": "068Y", "sex": "F",
        "phone": "0912-555-0147",
        "images": [
            ("CT", "20260302", 1), ("CT", "20260302", 2), ("CT", "20260302", 3), ("CT", "20260608", 1), ("CT", "20260608", 2),
        ],
    },
    {
        "name": "Okonkwo^Adaeze", "id": "MRN-5520386", "born": "19330127", "age": "093Y", "sex": "F",
        "phone": "555-0162-7781", "images": [("CT", "20260411", 1), ("CT", "20260411", 2)],
    },
    {
        "name": "Halvorsen^Eirik", "id": "MRN-3308174", "born": "19711105", "age": "054Y", "sex": "M",
        "phone": "555-0119-2040",
        "images": [("DX", "20260119", 1), ("SC-marked", "20260119", 2), ("SC-silent", "20260119", 3), ("SC-clean", "20260119", 4)],
    },
]  # fmt: skip
DOCTOR, HOSPITAL, SCANNER = "Brandvold^Solveig", "Northgate General Hospital", "SN-88-21407"


def make(folder, people=PEOPLE, doctor=DOCTOR, hospital=HOSPITAL, scanner=SCANNER):
    """One file for each image; returns what was written as (path, person, dataset)."""
    written, folder = [], Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number, person in enumerate(people, 1):
        days = sorted({day for _, day, _ in person["images"]})
        first = None
        for kind, day, slice_ in person["images"]:
            modality = kind[:2]
            study = f"{ROOT}.{number}.{day}"
            uid = f"{study}.{modality == 'SC'}.{slice_}".replace("True", "9").replace("False", "1")
            image = FileDataset(None, Dataset(), file_meta=FileMetaDataset(), preamble=b"\0" * 128)
            image.file_meta.MediaStorageSOPClassUID = {"CT": CT, "DX": DX, "SC": CAPTURE}[modality]
            image.file_meta.MediaStorageSOPInstanceUID = uid
            image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
            image.SpecificCharacterSet = "ISO_IR 192"
            image.SOPClassUID, image.SOPInstanceUID = image.file_meta.MediaStorageSOPClassUID, uid
            image.StudyInstanceUID, image.SeriesInstanceUID = study, uid.rpartition(".")[0]
            image.StudyDate = image.SeriesDate = image.AcquisitionDate = image.ContentDate = day
            image.StudyTime, image.Modality = "083015", "OT" if modality == "SC" else modality
            image.AccessionNumber = f"A{day}-{person['id'][-4:]}"
            image.InstitutionName, image.ReferringPhysicianName, image.DeviceSerialNumber = hospital, doctor, scanner
            image.PatientName, image.PatientID, image.PatientBirthDate = person["name"], person["id"], person["born"]
            image.PatientAge, image.PatientSex, image.PatientTelephoneNumbers = person["age"], person["sex"], person["phone"]
            family = person["name"].split("^")[0]
            image.StudyDescription = f"Chest, follow-up {family.upper()}" if day != days[0] else "Chest"
            image.SeriesNumber, image.InstanceNumber = 1, slice_
            other = Dataset()
            other.PatientID, other.IssuerOfPatientID = person["id"], hospital
            image.OtherPatientIDsSequence = [other]
            asked = Dataset()
            asked.RequestedProcedureDescription, asked.RequestingPhysician = f"CT for {family}", doctor
            image.RequestAttributesSequence = [asked]
            private = image.private_block(0x0011, "NORTHGATE RIS 2", create=True)
            private.add_new(0x01, "LO", f"{family} / {person['phone']}")
            if first is None:
                first = image
            else:
                refers = Dataset()
                refers.ReferencedSOPClassUID, refers.ReferencedSOPInstanceUID = (
                    first.SOPClassUID, first.SOPInstanceUID,
                )  # fmt: skip
                image.ReferencedImageSequence = [refers]
            if kind == "SC-marked":
                image.BurnedInAnnotation = "YES"
            elif kind != "SC-silent":
                image.BurnedInAnnotation = "NO"
            image.PixelSpacing, image.SliceThickness = [0.7, 0.7], "1.25"
            image.ImagePositionPatient = [-120, -120, 1.25 * slice_]
            image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
            image.Rows = image.Columns = 16
            image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 12, 11, 0
            bright = [(row * 31 + column * 17 + len(written) * 101) % 4096 for row in range(16) for column in range(16)]
            image.PixelData = struct.pack("<256H", *bright)
            path = folder / f"{family.upper()}_{day}_{kind}_{slice_}.dcm"
            image.save_as(path, enforce_file_format=True)
            written.append((path, person, image))
    return written


if __name__ == "__main__":
    print(f"{len(make(sys.argv[1] if sys.argv[1:] else 'studies'))} files written")
