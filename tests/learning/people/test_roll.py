"""The roll: reading what school systems write, and importing it without losing anybody."""

from dataclasses import replace
from datetime import date

import pytest

from learning.people import pupils
from learning.people.cohorts import cohorts_with, gather
from learning.people.roll import import_roll, read_roll, RollError
from learning.people.tables import PupilRow
from tests.cast import bring_pupils, NOW, pupil_called, pupil_row

HEADER = "UPN,Forename,Surname,Year,Class"
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
def test_years_are_written_one_way(written, year):
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
def test_any_usual_separator_will_do(separator):
    content = csv(HEADER, AMINA).replace(b",", separator.encode())
    assert read_roll(content)[0].surname == "Yusuf"


def test_blank_lines_are_passed_over_but_counted():
    rows = read_roll(csv("", HEADER, "", ",,,,", AMINA, ""))
    assert [row.line for row in rows] == [5]


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "The file is empty."),
        (csv(HEADER), "no pupils below"),
        (csv("UPN,Forename,Year,Class", "x"), "Line 1: there is no column for Surname. The columns found are: “UPN”"),
        (b"PK\x03\x04" + bytes(100), "Save as"),
        (bytes(range(256)), "not a CSV file"),
        (csv(HEADER, AMINA, "Z999000000002,,Adeyemi,5,K"), "Line 3, column “Forename”: this is empty"),
        (csv(HEADER, ",Ben,Adeyemi,5,K"), "Line 2, column “UPN”: this is empty"),
        (csv(HEADER, "8.2E+12,Ben,Adeyemi,5,K"), "Line 2, column “UPN”: “8.2E+12” is not a UPN"),
        (csv(HEADER, AMINA, AMINA), "Line 3, column “UPN”: “Z999000000001” is on line 2 already."),
        (csv(HEADER + ",DOB", AMINA + ",31/02/2015"), "Line 2, column “DOB”: 31/02/2015 is not a date."),
        (csv(HEADER, AMINA + ",Blue"), "Line 2: there are 6 values for 5 columns."),
        (csv(HEADER, 'Z999000000001,"Amina,Yusuf,5,K', AMINA), "Line 2: quotation marks"),
        (csv(HEADER, f"Z999000000001,{'a' * 101},Yusuf,5,K"), "Line 2, column “Forename”: this is longer than 100"),
        (csv("Adno," + HEADER[4:], *(f"{n},A,B,5,K" for n in range(20_001))), "Line 20002: a roll has at most 20,000"),
    ],
)
def test_a_wrong_file_is_refused_with_place_and_reason(content, words):
    with pytest.raises(RollError) as refusal:
        read_roll(content)
    assert words in str(refusal.value)


def test_the_place_of_a_fault_can_be_asked_for():
    with pytest.raises(RollError) as refusal:
        read_roll(csv(HEADER + ",DOB", AMINA + ",yesterday"))
    error = refusal.value
    assert (error.line, error.column, error.reason) == (2, "DOB", "yesterday is not a date.")


def test_new_pupils_come_with_their_class_and_year(store):
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


def test_a_gathered_group_is_not_touched_by_the_roll(cast):
    group = gather("Fresh start", [cast.amina.id], cast.lead.id, NOW)
    bring_pupils(pupil_row(key=cast.amina.key, forename="Amina", surname="Yusuf", class_name="Herons"))
    assert [pupil.called for pupil in pupils.pupils_of(group.id)] == ["Amina"]


def test_pupils_not_on_the_roll_are_named_and_kept(store):
    amina, ben = pupil_row(forename="Amina", surname="Yusuf"), pupil_row(forename="Ben")
    bring_pupils(amina, ben)
    report = bring_pupils(ben)
    assert report.leavers == ("Amina Yusuf",)
    assert pupil_called("Amina").left_on is None


def test_a_pupil_who_had_left_returns(store):
    row = pupil_row(forename="Amina")
    bring_pupils(row)
    leave(row.key)
    report = bring_pupils(row)
    assert (report.returned, pupil_called("Amina").left_on) == (1, None)


def test_a_roll_without_dates_of_birth_keeps_the_known_ones(store):
    row = pupil_row(forename="Amina", born=date(2015, 9, 3))
    bring_pupils(row)
    assert bring_pupils(replace(row, born=None)).unchanged == 1


def test_a_large_roll_is_one_import(store):
    rows = [pupil_row(forename=f"Pupil {n}", class_name=f"Class {n % 60}", year=f"Year {n % 7}") for n in range(1500)]
    assert import_roll(rows, NOW).added == 1500


def leave(key: str) -> None:
    """There is no page yet on which a pupil leaves: the row is written directly."""
    from learning.core.store import writing

    writing(lambda: PupilRow.update(left_on=date(2026, 7, 20)).where(PupilRow.key == key).execute())()
