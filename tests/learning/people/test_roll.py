"""The roll: reading the files of school systems, and importing them without losing anybody."""

from dataclasses import replace
from datetime import date

import pytest

from learning.people import pupils
from learning.people.cohorts import cohorts_with, gather
from learning.people.roll import import_roll, read_roll, RollError
from learning.people.roll_errors import (
    ColumnMissing,
    NobodyOnRoll,
    NotADate,
    NotAUPN,
    NotOneTable,
    NotText,
    PupilTwice,
    RollEmpty,
    RollTooLong,
    TooManyValues,
    ValueMissing,
    ValueTooLong,
)
from tests.cast import bring_pupils, NOW, pupil_called, pupil_row

HEADER = "UPN,Forename,Surname,Year,Class"
FOUND = "“UPN”, “Forename”, “Class”"
AMINA = "Z999000000001,Amina,Yusuf,5,Kestrels"


def csv(*lines: str, encoding="utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


@pytest.mark.parametrize(
    "header",
    [
        "UPN,Forename,Surname,Year,Reg",
        "Unique Pupil Number,Legal Forename,Legal Surname,Year taught in,Reg Group",
        "UPN,Legal first name,Legal last name,Year group,Registration form",
        "upn,First Name,Family name,NC Year,Tutor Group",
        "Admission Number,Given name,Last name,NCYear,Form",
        "Adno,Preferred Forename,Preferred Surname,YEAR_GROUP,Class name",
        "﻿U.P.N.,Known as,Surname,Nat­Year,Class".replace("Nat­Year", "Curriculum Year"),
    ],
)
def test_the_usual_headers_are_recognised(header):
    row = read_roll(csv(header, AMINA))[0]
    assert (row.forename, row.surname, row.year, row.class_name) == ("Amina", "Yusuf", "Year 5", "Kestrels")


def test_legal_and_preferred_names_are_told_apart():
    header = "UPN,Preferred Forename,Legal Forename,Legal Surname,Chosen Surname,Year,Class"
    row = read_roll(csv(header, "Z999000000001,Mina,Aminata,Yusuf,Yusuf,5,K"))[0]
    assert (row.forename, row.preferred_forename, row.preferred_surname) == ("Aminata", "Mina", "")


@pytest.mark.parametrize(
    "written, year",
    [
        ("5", "Year 5"), ("Year 5", "Year 5"), ("Y5", "Year 5"), ("yr 05", "Year 5"), ("13", "Year 13"),
        ("Year group 7", "Year 7"), ("R", "Reception"), ("Reception", "Reception"), ("Year R", "Reception"),
        ("N2", "Nursery"), ("Nursery 1", "Nursery"), ("Post-16", "Post-16"), ("", ""),
    ],
)  # fmt: skip
def test_years_get_one_spelling(written, year):
    assert read_roll(csv(HEADER, f"Z999000000001,A,B,{written},K"))[0].year == year


@pytest.mark.parametrize(
    "written", ["03/09/2015", "2015-09-03", "03-Sep-2015", "03/09/15", "3 September 2015", "03/09/2015 00:00:00"]
)
def test_dates_of_birth_are_read(written):
    assert read_roll(csv(HEADER + ",DOB", f"{AMINA},{written}"))[0].born == date(2015, 9, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_the_encoding(encoding):
    content = csv(HEADER, "Z999000000001,Zoë,O’Núñez,5,K", encoding=encoding)
    assert read_roll(content)[0].surname == "O’Núñez"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_separator_works(separator):
    content = csv(HEADER, AMINA).replace(b",", separator.encode())
    assert read_roll(content)[0].surname == "Yusuf"


def test_blank_lines_are_skipped_but_counted():
    rows = read_roll(csv("", HEADER, "", ",,,,", AMINA, ""))
    assert [row.line for row in rows] == [5]


@pytest.mark.parametrize(
    "content, fault",
    [
        (b"", RollEmpty()),
        (csv(HEADER), NobodyOnRoll()),
        (csv("UPN,Forename,Class", "x"), ColumnMissing(1, missing="Surname, Year group", found=FOUND)),
        (b"PK\x03\x04" + bytes(100), NotText()),
        (bytes(range(256)), NotText()),
        (csv(HEADER, AMINA, "Z999000000002,,Adeyemi,5,K"), ValueMissing(3, "Forename")),
        (csv(HEADER, ",Ben,Adeyemi,5,K"), ValueMissing(2, "UPN")),
        (csv(HEADER, "8.2E+12,Ben,Adeyemi,5,K"), NotAUPN(2, "UPN", text="8.2E+12")),
        (csv(HEADER, AMINA, AMINA), PupilTwice(3, "UPN", text="Z999000000001", first=2)),
        (csv(HEADER + ",DOB", AMINA + ",31/02/2015"), NotADate(2, "DOB", text="31/02/2015")),
        (csv(HEADER, AMINA + ",Blue"), TooManyValues(2, values=6, columns=5)),
        (csv(HEADER, 'Z999000000001,"Amina,Yusuf,5,K', AMINA), NotOneTable(2)),
        (csv(HEADER, f"Z999000000001,{'a' * 101},Yusuf,5,K"), ValueTooLong(2, "Forename", most=100)),
        (csv("Adno," + HEADER[4:], *(f"{n},A,B,5,K" for n in range(20_001))), RollTooLong(20_002, most="20,000")),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_place_and_reason(content, fault):
    with pytest.raises(type(fault)) as refusal:
        read_roll(content)
    assert refusal.value.values == fault.values
    assert str(refusal.value) == str(fault)


def test_an_error_knows_its_place():
    with pytest.raises(RollError) as refusal:
        read_roll(csv(HEADER + ",DOB", AMINA + ",yesterday"))
    error = refusal.value
    assert (error.line, error.column) == (2, "DOB")
    assert str(error).endswith(error.reason) and error.reason.startswith("yesterday")


def test_new_pupils_bring_their_class_and_year(store):
    report = bring_pupils(pupil_row(forename="Amina", class_name="Kestrels", year="Year 5"))
    assert (report.added, report.cohorts) == (1, 2)
    cohorts = cohorts_with(pupil_called("Amina").id)
    assert {(cohort.name, cohort.kind) for cohort in cohorts} == {("Kestrels", "class"), ("Year 5", "year")}


def test_the_same_roll_twice_changes_nothing(store):
    rows = [pupil_row(forename="Amina", born=date(2015, 9, 3)), pupil_row(forename="Ben")]
    bring_pupils(*rows)
    report = bring_pupils(*rows)
    assert (report.unchanged, report.added, report.changed, report.cohorts) == (2, 0, 0, 0)


def test_a_changed_name_updates_the_same_pupil(store):
    row = pupil_row(forename="Amina", surname="Yusuf")
    bring_pupils(row)
    before = pupil_called("Amina")
    report = bring_pupils(replace(row, surname="Haddad"))
    assert report.changed == 1
    assert pupils.pupil(before.id).surname == "Haddad"


def test_a_new_class_is_joined_and_the_old_one_left(store):
    row = pupil_row(forename="Amina", class_name="Kestrels")
    bring_pupils(row)
    bring_pupils(replace(row, class_name="Ospreys"))
    assert "Kestrels" not in {cohort.name for cohort in cohorts_with(pupil_called("Amina").id)}


def test_the_roll_does_not_change_a_group(cast):
    group = gather("Fresh start", [cast.amina.id], cast.lead.id, NOW)
    bring_pupils(pupil_row(key=cast.amina.key, forename="Amina", surname="Yusuf", class_name="Herons"))
    assert [pupil.called for pupil in pupils.pupils_of(group.id)] == ["Amina"]


def test_pupils_not_on_the_roll_are_named_and_stay(store):
    amina, ben = pupil_row(forename="Amina", surname="Yusuf"), pupil_row(forename="Ben")
    bring_pupils(amina, ben)
    report = bring_pupils(ben)
    assert report.leavers == ("Amina Yusuf",)
    assert pupil_called("Amina").left_on is None


def test_a_pupil_who_had_left_returns(store):
    row = pupil_row(forename="Amina")
    bring_pupils(row)
    pupils.mark_left(pupil_called("Amina").id, date(2026, 7, 20))
    report = bring_pupils(row)
    assert (report.returned, pupil_called("Amina").left_on) == (1, None)


def test_a_roll_without_dates_of_birth_keeps_the_known_ones(store):
    row = pupil_row(forename="Amina", born=date(2015, 9, 3))
    bring_pupils(row)
    assert bring_pupils(replace(row, born=None)).unchanged == 1


def test_a_large_roll_is_one_import(store):
    rows = [pupil_row(forename=f"Pupil {n}", class_name=f"Class {n % 60}", year=f"Year {n % 7}") for n in range(1500)]
    assert import_roll(rows, NOW).added == 1500
