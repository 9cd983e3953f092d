"""Draws the rows of a terminal as SVG. A look is a colour, a background and words such as bold."""
from html import escape

WIDTH, HEIGHT, MARGIN, BAR = 8.43, 19, 14, 30
FONT = "ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', Consolas, monospace"
BASIC = ["#000000", "#f14c4c", "#23d18b", "#e5e510", "#3b8eea", "#d670d6", "#29b8db", "#e5e5e5",
         "#7f7f7f", "#f14c4c", "#23d18b", "#f5f543", "#6cb6ff", "#d670d6", "#29b8db", "#ffffff"]


def colour(number):
    """A colour of the 256-colour palette."""
    if number < 16:
        return BASIC[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[number // power % 6]:02x}" for power in (36, 6, 1))


def runs(text, looks):
    """Pieces of a row that look the same, with their column. A row has one character a column."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or looks[end] != looks[start]:
            yield start, text[start:end], looks[start]
            start = end


def frame(title, description, columns, rows, paper):
    """The beginning of a picture: the window, its title, and what it shows for who cannot see it."""
    width = MARGIN * 2 + WIDTH * columns
    height = BAR + MARGIN * 2 + HEIGHT * rows
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" '
             f'aria-labelledby="title screen" font-family="{FONT}" font-size="14">',
             f'<title id="title">{escape(title)}</title>', '<desc id="screen">', escape(description), "</desc>",
             f'<rect width="{width:.0f}" height="{height}" rx="8" fill="{paper}" stroke="#4a4a4a"/>']
    for index, dot in enumerate(["#ff5f56", "#ffbd2e", "#27c93f"]):
        lines.append(f'<circle cx="{20 + 20 * index}" cy="16" r="6" fill="{dot}"/>')
    lines.append(f'<text x="{width / 2:.0f}" y="21" fill="#9a9a9a" text-anchor="middle">bulltop</text>')
    return lines


def screen(text, looks, paper):
    """The rows of a screen: what is written, and each background that is not the paper's."""
    lines = []
    for row, (line, styles) in enumerate(zip(text, looks)):
        top = BAR + MARGIN + HEIGHT * row
        for column, piece, (front, back, words) in runs(line, styles):
            left = MARGIN + WIDTH * column
            if back != paper:
                lines.append(f'<rect x="{left:.2f}" y="{top}" width="{WIDTH * len(piece):.2f}" height="{HEIGHT}" '
                             f'fill="{back}"/>')
            if not piece.strip() and "underline" not in words:
                continue
            extra = (' font-weight="bold"' if "bold" in words else "") + (
                ' text-decoration="underline"' if "underline" in words else "") + (
                ' font-style="italic"' if "italic" in words else "") + (' opacity=".65"' if "dim" in words else "")
            lines.append(f'<text x="{left:.2f}" y="{top + 14}" fill="{front}" xml:space="preserve" '
                         f'textLength="{WIDTH * len(piece):.2f}"{extra}>{escape(piece)}</text>')
    return lines
