"""Shows a program's output in a terminal emulator, pyte.

    emulate.py COLUMNS ROWS MARK FILE

The output in FILE is in parts that end with MARK. For each part, prints one line of JSON: the text of each row, and for
each cell a letter that stands for its colours and attributes.
"""

import json
import sys

import pyte


class Screen(pyte.Screen):
    """A screen that also scrolls and repeats, which pyte leaves out."""

    def scroll_up(self, count=1):
        self._scroll(count, self.index, lambda top, bottom: bottom)

    def scroll_down(self, count=1):
        self._scroll(count, self.reverse_index, lambda top, bottom: top)

    def _scroll(self, count, move, edge):
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = edge(*(self.margins or (0, self.lines - 1)))
        for _ in range(count or 1):
            move()
        self.cursor.x, self.cursor.y = x, y

    def repeat(self, count=1):
        self.draw(self.buffer[self.cursor.y][self.cursor.x - 1].data * (count or 1))


class Stream(pyte.ByteStream):
    csi = dict(pyte.Stream.csi, S="scroll_up", T="scroll_down", b="repeat")
    events = pyte.Stream.events | {"scroll_up", "scroll_down", "repeat"}


def main(columns, rows, mark, path):
    screen = Screen(int(columns), int(rows))
    stream = Stream(screen)
    letters = {}
    with open(path, "rb") as file:
        parts = file.read().split(mark.encode().decode("unicode_escape").encode())
    for part in parts[:-1]:
        stream.feed(part)
        styles = []
        for y in range(screen.lines):
            row = screen.buffer[y]
            looks = [tuple(row[x])[1:] for x in range(screen.columns)]
            styles.append("".join(letters.setdefault(look, chr(0x100 + len(letters))) for look in looks))
        print(json.dumps({"text": screen.display, "styles": styles}))


main(*sys.argv[1:])
