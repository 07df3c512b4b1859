"""What kind of sound a file is, by its first bytes: what a browser says a file is proves nothing."""


def type_of_sound(content: bytes) -> str | None:
    """Return the content type of a sound that browsers play, or None for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:4] == b"OggS":
        return "audio/ogg"
    if content[:4] == b"\x1aE\xdf\xa3":
        return "audio/webm"
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    is_mpeg = content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xE6 == 0xE2  # layer III
    return "audio/mpeg" if content[:3] == b"ID3" or is_mpeg else None
