"""Sends unseen studies through deidentify.py and looks for what should not be there, and for what should."""

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path

from rung_check import Miss, check, load, main, python

PEOPLE = [
    {
        "name": "Tarkovsky^Ludmila=田^露蜜", "id": "MRN-9017745", "born": "19490622", "age": "077Y", "sex": "F",
        "phone": "0987-555-0133",
        "images": [("CT", "20251204", 1), ("CT", "20251204", 2), ("CT", "20260316", 1), ("CT", "20260316", 2)],
    },
    {
        "name": "Featherstone^Augustus", "id": "MRN-2240981", "born": "19310809", "age": "094Y", "sex": "M",
        "phone": "555-0171-3345", "images": [("CT", "20260227", 1), ("CT", "20260227", 2), ("CT", "20260227", 3)],
    },
    {
        "name": "Nakagawa^Haruko", "id": "MRN-7783012", "born": "19660918", "age": "059Y", "sex": "F",
        "phone": "555-0188-9104",
        "images": [("DX", "20260505", 1), ("SC-marked", "20260505", 2), ("SC-silent", "20260505", 3), ("SC-clean", "20260505", 4)],
    },
]  # fmt: skip
DOCTOR, HOSPITAL, SCANNER = "Wojciechowski^Bartosz", "Larkhill Infirmary", "SN-41-90873"
DATES = ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate")
NEEDED = (
    "Modality", "PatientSex", "SliceThickness", "PixelSpacing", "ImagePositionPatient", "Rows", "Columns", "BitsAllocated",
    "BitsStored", "PixelRepresentation", "PhotometricInterpretation", "SOPClassUID",
)  # fmt: skip


def studies(folder, people=PEOPLE):
    """Unseen studies, with names in two more places than those of the lab."""
    written = load("make_studies.py", "make").make(folder, people, DOCTOR, HOSPITAL, SCANNER)
    for path, person, image in written:
        image.ImageComments = f"called {person['phone']}, spoke to the daughter of {person['id']}"
        block = image.private_block(0x0019, "LARKHILL DOSE", create=True)
        block.add_new(0x10, "LO", person["name"].split("^")[0])
        image.RequestAttributesSequence[0].ScheduledProcedureStepDescription = f"CT {person['id']}"
        image.save_as(path, enforce_file_format=True)
    return written


def released(folder, people, key):
    import pydicom

    folder = Path(folder)
    (folder / "key.txt").write_text(key, encoding="ascii")
    written = studies(folder / "in", people)
    python("deidentify.py", str(folder / "in"), str(folder / "out"), str(folder / "key.txt"))
    found = []
    for path in sorted((folder / "out").rglob("*")):
        if path.is_file():
            try:
                image = pydicom.dcmread(path)
                list(image.iterall())
                bytes(image.PixelData)
            except Exception:
                continue
            found.append((path.relative_to(folder / "out").as_posix(), path.read_bytes(), image))
    if not found:
        raise Miss("nothing-out")
    return written, found


@cache
def run(people=(0, 1, 2), key="a key of the first delivery"):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return released(folder, [PEOPLE[each] for each in people], key)


def pairs(**which):
    """(what went in, its person, what came out) of each released image, matched by its pixels."""
    written, found = run(**which)
    by_pixels = {bytes(image.PixelData): image for _, _, image in found}
    return [
        (image, person, by_pixels[bytes(image.PixelData)])
        for _, person, image in written
        if bytes(image.PixelData) in by_pixels
    ]


def due(image):
    """Whether an image may leave: a capture has to say NO, the others only not YES."""
    flag = image.get("BurnedInAnnotation", "")
    return flag == "NO" if image.Modality == "OT" else flag != "YES"


def value(image, name):
    return str(image.get(name, ""))


@check("nobody")
def nobody_is_named():
    written, found = run()
    secrets = [(DOCTOR.split("^")[0], "ReferringPhysicianName"), (HOSPITAL, "InstitutionName"), (SCANNER, "DeviceSerialNumber")]
    for person in PEOPLE:
        family, _, given = person["name"].partition("^")
        secrets += [(family, "PatientName"), (given.split("=")[0], "PatientName"), (person["id"], "PatientID")]
        secrets += [(person["born"], "PatientBirthDate"), (person["phone"], "PatientTelephoneNumbers")]
    secrets += [(value(image, "AccessionNumber"), "AccessionNumber") for _, _, image in written]
    for name, content, _ in found:
        upper = content.upper()
        for secret, what in secrets:
            if secret.upper().encode() in upper or secret.upper() in name.upper():
                raise Miss("left", what=what, value=secret)
    for before, _, after in pairs():
        if value(before, "PatientAge") > "089Y" and value(after, "PatientAge") not in ("", "090Y"):
            raise Miss("old", age=value(after, "PatientAge"))


@check("one-name-each")
def pseudonyms_hold():
    def names(**which):
        given = {}
        for _, person, after in pairs(**which):
            given.setdefault(person["id"], set()).add(value(after, "PatientID"))
        return given

    all_three = names()
    for mine in all_three.values():
        if len(mine) > 1 or not all(mine):
            raise Miss("not-one", names=", ".join(sorted(mine)) or "-")
    if len(set.union(*all_three.values())) < len(all_three):
        raise Miss("shared", names=", ".join(sorted(set.union(*all_three.values()))))
    for id_, mine in names(people=(1,)).items():
        if all_three.get(id_) != mine:
            raise Miss("new-delivery", first=min(all_three.get(id_, {"-"})), second=min(mine))
    for id_, mine in names(key="quite another key, of another project").items():
        if mine & all_three.get(id_, set()):
            raise Miss("no-key", name=min(mine))


@check("whole-series")
def uids_fit():
    new_of, written = {}, run()[0]
    for before, _, after in pairs():
        for name in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
            old, new = value(before, name), value(after, name)
            if not new or new == old:
                raise Miss("old-uid", name=name, uid=new or "-")
            if new_of.setdefault(old, new) != new:
                raise Miss("torn", name=name, first=new_of[old], second=new)
        if value(after.file_meta, "MediaStorageSOPInstanceUID") != value(after, "SOPInstanceUID"):
            raise Miss("header", header=value(after.file_meta, "MediaStorageSOPInstanceUID"))
    if len(set(new_of.values())) < len(new_of):
        raise Miss("merged")
    for before, _, after in pairs():
        if "ReferencedImageSequence" in before:
            old = str(before.ReferencedImageSequence[0].ReferencedSOPInstanceUID)
            items = after.get("ReferencedImageSequence") or []
            new = value(items[0], "ReferencedSOPInstanceUID") if items else "-"
            if old in new_of and new != new_of[old]:
                raise Miss("lost-reference", uid=new, wanted=new_of[old])
    olds = {value(image, name) for _, _, image in written for name in ("SOPInstanceUID", "StudyInstanceUID")}
    for name, content, _ in run()[1]:
        for old in olds:
            if old.encode() in content or old in name:
                raise Miss("old-uid", name="UID", uid=old)


@check("days-between")
def dates_move_together():
    shifts = {}
    for before, person, after in pairs():
        for name in DATES:
            old, new = value(before, name), value(after, name)
            if name != "StudyDate" and not new:
                continue
            try:
                days = (dt.datetime.strptime(new, "%Y%m%d") - dt.datetime.strptime(old, "%Y%m%d")).days
            except ValueError:
                raise Miss("no-date", name=name, value=new or "-") from None
            if days == 0:
                raise Miss("unmoved", name=name)
            shifts.setdefault(person["id"], set()).add(days)
    for mine in shifts.values():
        if len(mine) > 1:
            raise Miss("apart", shifts=", ".join(str(days) for days in sorted(mine)))
    if len(shifts) > 1 and len(set.union(*shifts.values())) == 1:
        raise Miss("one-shift", days=min(set.union(*shifts.values())))


@check("no-writing")
def captures_stay():
    for before, _, _ in pairs():
        if not due(before):
            raise Miss("captured", flag=value(before, "BurnedInAnnotation") or "-")


@check("still-useful")
def images_are_whole():
    got = {bytes(before.PixelData): after for before, _, after in pairs()}
    for path, _, before in run()[0]:
        if not due(before):
            continue
        after = got.get(bytes(before.PixelData))
        if after is None:
            raise Miss("lost", kind=path.name.split("_")[-2])
        for name in NEEDED:
            if value(before, name) != value(after, name):
                raise Miss("changed", name=name, before=value(before, name), after=value(after, name) or "-")


main()
