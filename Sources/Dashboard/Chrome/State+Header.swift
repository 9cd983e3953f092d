import Canvas
import Queues

extension State {
    /// Draws the first line: connection and path on the left, badges and the age of the data on the right, and between them
    /// what the screen says about itself, where there is room.
    func drawHeader(into frame: inout Frame, in rect: Rect) {
        let (theme, base) = (theme, headerStyle)
        frame.fill(rect, style: base)
        let badges = badges(theme)
        let right = badges.truncated(to: rect.columns, glyphs: settings.glyphs)
        let room = max(0, rect.columns - right.width - 3)
        let headline = path.top.headline(context)
        let wanted = headline.line(columns: Size.limit, separator: "  ", glyphs: settings.glyphs).width
        let left = place(in: room, beside: wanted)
        frame.draw(left, base: base, x: rect.x + 1, y: rect.y)
        let between = headline.line(
            columns: max(0, room - left.width - 2), separator: "  ", glyphs: settings.glyphs, cuts: false)
        let end = rect.x + rect.columns - right.width - 1
        frame.draw(between, base: base, x: end - between.width - 3, y: rect.y)
        frame.draw(right, base: base, x: rect.x + rect.columns - right.width - 1, y: rect.y)
    }

    /// Returns the connection's name, its address and the path. Where there is no room, the address is left out first,
    /// then the beginning of the path; the name stays while half of the line is left for the path. Beside a name, the address
    /// gives way to what the screen says in `headline` cells, too.
    private func place(in room: Int, beside headline: Int) -> StyledText {
        let gap = connectionName.isEmpty ? "" : " "
        let name = StyledText(connectionName, settings.connectionStyle ?? Style()) + StyledText(DisplayText(gap))
        let whole = name + StyledText(address + "  " + breadcrumbs)
        let others = name.width > 0 && headline > 0 ? headline + 2 : 0
        if whole.width + others <= room { return whole }
        let head = name.width <= room / 2 ? name : StyledText()
        let path = breadcrumbs.truncated(to: room - head.width, ellipsis: .start, glyphs: settings.glyphs)
        return head + StyledText(path)
    }

    private var connectionName: DisplayText {
        settings.connectionName.map { DisplayText($0, glyphs: settings.glyphs) } ?? ""
    }

    /// The address, `10.0.0.7:6379/0`, with the prefix where it is not the usual one.
    private var address: DisplayText {
        var text = Words.name(Array((server?.address ?? settings.address).utf8))
        text += "/\(server?.database ?? settings.database)"
        if settings.prefixes.count > 1 {
            text += " (\(settings.prefixes.count) prefixes)"
        } else if let prefix = settings.prefixes.first, prefix != Array("bull".utf8) {
            text += " \(Words.name(prefix)):"
        }
        return DisplayText(text, glyphs: settings.glyphs)
    }

    /// The path, as `queues > email > failed > 42`.
    private var breadcrumbs: DisplayText {
        var (pieces, queue): ([DisplayText], QueueID?) = ([], nil)
        for screen in path.screens.map(\.behavior) {
            if let its = screen.ownQueue, its != queue {
                pieces.append(crumb(its))
                queue = its
            }
            pieces.append(DisplayText(screen.title, glyphs: settings.glyphs))
        }
        let separator = " " + settings.glyphs.separator + " "
        return pieces.dropFirst().reduce(pieces[0]) { $0 + separator + $1 }
    }

    private func crumb(_ queue: QueueID) -> DisplayText {
        let prefix = settings.prefixes.count > 1 ? Words.name(queue.prefix) + ":" : ""
        return DisplayText(prefix + Words.name(queue.name), glyphs: settings.glyphs)
    }

    /// The title of the terminal's window: the connection, the path, and the number of alarms. It has no control
    /// characters.
    public var title: String {
        let name = connectionName.isEmpty ? address : connectionName
        let alarms = raisedAlarms > 0 ? " (\(Format.count(raisedAlarms, "alarm")))" : ""
        return "bulltop " + (name + " " + breadcrumbs).plain + alarms
    }

    /// The style of the line: that of a warning where the past is shown.
    var headerStyle: Style {
        guard pastNote != nil else { return theme[settings.isProduction ? .production : .header] }
        return theme[.warning].overlaid(by: Style(.standard, on: .standard, [.reverse, .bold]))
    }

    private func badges(_ theme: Theme) -> StyledText {
        var pieces: [StyledText] = []
        if settings.isProduction { pieces.append(StyledText("PRODUCTION")) }
        if settings.isUnverified { pieces.append(StyledText("TLS not verified", theme[.error])) }
        if settings.isReadOnly { pieces.append(StyledText("READ-ONLY", theme[.warning])) }
        if server?.isReplica == true { pieces.append(StyledText("REPLICA", theme[.warning])) }
        if server?.isCluster == true { pieces.append(StyledText("cluster: this node only", theme[.warning])) }
        // What was raised in the past is not kept, and what is raised now says nothing about it.
        if pastNote == nil, raisedAlarms > 0 {
            pieces.append(StyledText(DisplayText(Format.count(raisedAlarms, "alarm")), theme[.error]))
        }
        if let running { pieces.append(StyledText(DisplayText(running), theme[.warning])) }
        if let frozenAt {
            let age = Format.age(Format.elapsed(from: frozenAt, to: clock))
            pieces.append(StyledText(DisplayText("FROZEN \(age)"), theme[.warning]))
        }
        if pastNote == nil || isStale { pieces.append(freshness(theme)) }
        if let pastNote { pieces.append(StyledText(pastNote.moment)) }
        return pieces.filter { !$0.isEmpty }.joined(by: "  ")
    }

    /// Returns the style of the mark of fresh data. Where the bar has a colour of its own, the mark gets no second one.
    private func liveStyle(_ theme: Theme) -> Style {
        theme[settings.isProduction ? .production : .header].background == .standard ? theme[.success] : Style()
    }

    /// Returns the age of the data, or the reason why there is none.
    private func freshness(_ theme: Theme) -> StyledText {
        switch connection {
        case .connecting: return StyledText("connecting", theme[.warning])
        case .connected:
            guard let dataAge else { return StyledText("reading", theme[.muted]) }
            if let replay = server?.replay { return StyledText(DisplayText(replayWords(replay)), theme[.warning]) }
            if frozenAt != nil { return StyledText() }
            if dataAge < liveAge { return StyledText(settings.glyphs.mark + " live", liveStyle(theme)) }
            return StyledText(DisplayText("\(Format.age(dataAge)) old"), theme[.warning])
        case .down(let trouble, let retryAt):
            let rest = max(0, Format.elapsed(from: clock, to: retryAt))
            let retry = rest == 0 ? "retrying" : "retry in \((rest - 1) / 1_000 + 1) s"
            return StyledText(DisplayText("\(trouble.badge) \(Format.age(downFor)), \(retry)"), theme[.error])
        }
    }

    /// Returns the place in a recording: `REPLAY 16:41:20`.
    private func replayWords(_ replay: ReplayPlace) -> String {
        "REPLAY \(replay.isAtEnd ? "ended " : "")\(words(for: takenAt, today: clock))"
    }

    /// Returns the time of day of a moment, with the date where it is another one than that of `today`, both in ms since 1970.
    func words(for moment: Milliseconds, today: Milliseconds) -> String {
        let (whole, now) = (Format.time(moment, in: settings.zone), Format.time(today, in: settings.zone))
        return whole.prefix(10) == now.prefix(10) ? Format.timeOfDay(moment, in: settings.zone) : whole
    }
}
