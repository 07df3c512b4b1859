"""What staff open around a lesson: the sheets of all QR cards beside the bare drawing of their codes, and the board."""

import statistics
import time

from bench.grid import sign_in
from bench.processes import Server, turns
from bench.school import School
from learning.classroom import qr_cards, rooms
from learning.core import store
from web.clock import utc_now
from web.config import read_settings

ADDRESS = "http://192.168.100.200:8000/K/"


def measure(server: Server, school: School, times: int) -> dict:
    """Medians of the page of sheets, of the bare drawing, and of the board of a room for the whole school."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_H

    def draw_bare(code: str) -> None:
        code = QRCode(error_correction=ERROR_CORRECT_H, border=4, mask_pattern=3)
        code.add_data(f"{ADDRESS}{code}".upper(), optimize=0)
        code.make(fit=True)

    settings = read_settings({"DATA_DIR": school.folder}, {})
    store.open_store(settings["DATABASE_URL"], settings["SECRET_KEY"])
    try:
        codes = [card.code for card in qr_cards.qr_cards_of(school.cohorts["school"])]
        room = rooms.open_rooms(utc_now())[0].id
    finally:
        store.close_store()
    staff = sign_in(server)
    sheets, bare, boards = [], [], []
    for _ in turns(min(times, 3), 1):
        page = staff.get(f"/staff/cohorts/{school.cohorts['school']}/qr-cards/sheet")
        if page.page.count('<svg class="qr"') != len(codes):
            raise RuntimeError("The sheets do not hold every QR card.")
        sheets.append(page.seconds)
        began = time.perf_counter()
        for code in codes:
            draw_bare(code)
        bare.append(time.perf_counter() - began)
        boards.append(staff.get(f"/staff/rooms/{room}").seconds)
    size = page.size
    staff.close()
    return {
        "cards": len(codes),
        "sheets_seconds": statistics.median(sheets),
        "bare_seconds": statistics.median(bare),
        "ratio": statistics.median(sheets) / statistics.median(bare),
        "sheets_megabytes": size / 1e6,
        "board_milliseconds": 1000 * statistics.median(boards),
    }
