"""Drawing a QR code as one SVG path, small and fast enough for a whole school's cards."""

from markupsafe import Markup
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H

QUIET_ZONE = 4  # modules of white around the code, as the standard asks
MASK = 3  # any mask is valid; choosing one spares the other seven (9 ms a code against 1 ms)


def draw(address: str, capitals: bool = True) -> Markup:
    """The code of an address, in upper case: that alphabet needs fewer modules, and hosts ignore case.

    Without `capitals` as it is written, for addresses whose path is known in small letters alone."""
    code = QRCode(error_correction=ERROR_CORRECT_H, border=QUIET_ZONE, mask_pattern=MASK)
    code.add_data(address.upper() if capitals else address, optimize=0)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(runs(row, y) for y, row in enumerate(rows))
    drawing = Markup('<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true"><path d="{1}"/></svg>')
    return drawing.format(len(rows), path)


def runs(row: list[bool], y: int) -> str:
    """One row's dark runs, each as a rectangle of the path: fewer and larger shapes leave no hairlines in print."""
    drawn, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            drawn.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return "".join(drawn)
