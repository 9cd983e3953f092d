import Canvas
import Queues

extension State {
    /// Draws the first line of a narrow screen: the gravest verdict on any queue and the path on the left, the age of the data
    /// on the right. A verdict is in as many words as have room.
    func drawSmallHeader(into frame: inout Frame, in rect: Rect) {
        let base = headerStyle
        frame.fill(rect, style: base)
        let place = rect.inset(columns: 1)
        let right = smallFreshness(in: place.columns - 2)
        let room = max(0, place.columns - right.width - 1)
        let title = DisplayText(path.top.title, glyphs: settings.glyphs)
        let verdict = worst.map { verdict in
            path.count == 1 ? verdict.text(context, in: room) : StyledText(verdict.sign(settings.glyphs) + " ")
        }
        var left = verdict ?? StyledText()
        if path.count > 1 || left.isEmpty {
            left += StyledText(title.truncated(to: max(0, room - left.width), glyphs: settings.glyphs))
        }
        frame.draw(left, base: base, x: place.x, y: place.y)
        frame.draw(right, base: base, x: place.x + place.columns - right.width, y: place.y)
    }

    /// The gravest verdict on any queue; nil before they are read, and where the past is shown.
    private var worst: Verdict? {
        guard pastNote == nil, let overview else { return nil }
        return overview.content.queues.map { $0.health(at: overview.takenAt).verdict }.min { $0.gravity < $1.gravity }
    }

    /// Returns the age of the data, or why there is none, in a few words.
    private func smallFreshness(in columns: Int) -> StyledText {
        if let pastNote {
            return StyledText(DisplayText(pastNote.moment.plain.prefix { $0 != "," }.description))
        }
        var line = FittedLine()
        switch connection {
        case .connecting: line.append(StyledText("connecting", theme[.warning]), priority: 1)
        case .down(let trouble, _):
            line.append(StyledText(DisplayText(trouble.badge), theme[.error]), priority: 2)
            line.append(StyledText(DisplayText(Format.age(downFor)), theme[.error]), priority: 1)
        case .connected:
            guard let dataAge else { return StyledText("reading", theme[.muted]) }
            if let frozenAt {
                let age = Format.age(Format.elapsed(from: frozenAt, to: clock))
                line.append(StyledText(DisplayText("FROZEN \(age)"), theme[.warning]), priority: 1)
            } else if server?.replay != nil {
                line.append(StyledText("REPLAY", theme[.warning]), priority: 1)
            } else if dataAge < liveAge {
                line.append(StyledText(settings.glyphs.mark + " live", theme[.success]), priority: 1)
            } else {
                line.append(StyledText(DisplayText("\(Format.age(dataAge)) old"), theme[.warning]), priority: 1)
            }
        }
        return line.line(columns: columns, separator: " ", glyphs: settings.glyphs)
    }
}
