"""A picture of the screen: read from the X server's frame, written as PNG."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """Red, green and blue bytes, row by row from the top, without padding."""

    width: int
    height: int
    pixels: bytes = field(repr=False)

    def at(self, left: int, top: int) -> tuple[int, int, int]:
        """The colour of one pixel."""
        place = 3 * (top * self.width + left)
        red, green, blue = self.pixels[place : place + 3]
        return red, green, blue

    def png(self) -> bytes:
        """The same as a PNG file (W3C PNG, 8 bits a channel, no filter)."""
        line = 3 * self.width
        rows = b"".join(
            b"\0" + self.pixels[start : start + line] for start in range(0, len(self.pixels), line)
        )
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def read_xwd(data: bytes) -> Picture:
    """The picture in a 24-bit X window dump (X11/XWDFile.h: 25 big-endian numbers, colours, pixels)."""
    head = struct.unpack(">25I", data[:100])
    size, width, height, order, depth, line, colours = (head[place] for place in (0, 4, 5, 7, 11, 12, 19))
    if depth != 32:
        raise ValueError(f"{depth} bits a pixel, not 32")
    start = size + 12 * colours
    rows = (data[begin : begin + 4 * width] for begin in range(start, start + height * line, line))
    packed = b"".join(rows)
    # The least significant byte comes first when order is 0: blue, green, red, nothing.
    red, green, blue = (2, 1, 0) if order == 0 else (1, 2, 3)
    pixels = bytearray(3 * width * height)
    pixels[0::3], pixels[1::3], pixels[2::3] = packed[red::4], packed[green::4], packed[blue::4]
    return Picture(width, height, bytes(pixels))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
