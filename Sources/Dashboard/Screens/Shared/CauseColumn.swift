import Canvas
import Queues

/// The columns of causes.
enum CauseColumn {
    /// The titles of all columns.
    static let titles: [DisplayText] = ["Jobs", "Share", "", "First", "Last", "When", "Cause", "Names", "Queues"]
    /// A list of at least this width has a wide picture of when, and a bar of the share.
    private static let roomy = 100

    /// Returns the columns of a list of this width: names and queues are as wide as they are, up to a bound, and the cause
    /// takes what is left.
    static func table(_ context: DrawContext, _ report: CauseReport, columns: Int?) -> [TableColumn<Cause>] {
        let times = CauseTimes(report)
        let steps = columns.map { $0 < roomy } == true ? 8 : 16
        let text = widest(report) { DisplayText($0.fingerprint.text, glyphs: context.glyphs) }
        let names = min(24, max(8, widest(report) { list($0.names, context) }))
        let queues = min(24, max(8, widest(report) { list($0.queues.map(\.name), context) }))
        return [
            TableColumn("Jobs", width: .fixed(7), alignment: .right, priority: 95) {
                StyledText(DisplayText(Format.count($0.count)), context[.failed])
            },
            TableColumn("Share", width: .fixed(5), alignment: .right, priority: 90) {
                StyledText(DisplayText(Format.share($0.share)), context[.text])
            },
            TableColumn("", width: .fixed(10), priority: 20) {
                StyledText(.bar($0.share, columns: 10, glyphs: context.glyphs), context[.failed])
            },
            age("First", priority: 60, context) { $0.firstSeen },
            age("Last", priority: 80, context) { $0.lastSeen },
            TableColumn("When", width: .fixed(steps), priority: 50) {
                StyledText(.sparkline(times.steps(of: $0, steps), glyphs: context.glyphs), context[.failed])
            },
            TableColumn("Cause", width: .flexible(min: 28, ideal: max(28, text), max: 200), priority: 100) {
                StyledText(DisplayText($0.fingerprint.text, glyphs: context.glyphs), context[.text])
            },
            TableColumn("Names", width: .flexible(min: 8, ideal: 8, max: names), priority: 30) {
                StyledText(list($0.names, context), context[.muted])
            },
            TableColumn("Queues", width: .flexible(min: 8, ideal: 8, max: queues), priority: 40) {
                StyledText(list($0.queues.map(\.name), context), context[.muted])
            },
        ]
    }

    /// The number of causes whose texts are measured.
    private static let measured = 100

    /// Returns the width of the widest text among the first causes.
    private static func widest(_ report: CauseReport, _ text: (Cause) -> DisplayText) -> Int {
        report.causes.prefix(measured).map { text($0).width }.max() ?? 0
    }

    /// Returns the columns of a table of this width without a head, with the cause first. Where there is little room,
    /// the bar becomes short first, then names are left out; the cause is cut last.
    static func lines(
        of causes: some Sequence<Cause>, _ context: DrawContext, columns: Int, gap: Int
    ) -> [TableColumn<Cause>] {
        let text = causes.map { DisplayText($0.fingerprint.text, glyphs: context.glyphs).width }.max() ?? 0
        let names = min(causes.map { list($0.names, context).width }.max() ?? 0, max(24, columns / 5))
        let least = max(14, min(text, columns / 2))
        // The width beside the cause and the other columns, with the names or without.
        let spare = columns - least - (5 + 6 + 11 + 13 + 5 * gap)
        let beside = spare - names - gap
        let bar = min(24, max(6, beside < 6 ? spare : beside))
        return [
            TableColumn("", width: .flexible(min: least, ideal: max(least, text), max: 200), priority: 100) {
                StyledText(DisplayText($0.fingerprint.text, glyphs: context.glyphs), context[.text])
            },
            TableColumn("", width: .fixed(bar), priority: 40) {
                let filled = min(bar, max(0, Int(($0.share * Double(bar)).rounded())))
                return StyledText(context.glyphs.full.repeated(filled), context[.failed])
                    + StyledText(context.glyphs.track.repeated(bar - filled), context[.border])
            },
            TableColumn("", width: .fixed(5), alignment: .right, priority: 90) {
                StyledText(DisplayText(Format.share($0.share)), context[.text])
            },
            TableColumn("", width: .fixed(6), alignment: .right, priority: 95) {
                StyledText(DisplayText(Format.count($0.count)), context[.failed])
            },
            moment("since ", width: 11, priority: 50, context, of: \.firstSeen) {
                String(Format.timeOfDay($0, in: context.zone).prefix(5))
            },
            moment("last ", width: 13, priority: 60, context, of: \.lastSeen) {
                Format.age(Format.elapsed(from: $0, to: context.now)) + " ago"
            },
            TableColumn("", width: .fixed(names), priority: 30) {
                StyledText(list($0.names, context), context[.muted])
            },
        ]
    }

    private static func moment(
        _ word: String, width: Int, priority: Int, _ context: DrawContext,
        of time: @escaping @Sendable (Cause) -> Milliseconds?, in words: @escaping @Sendable (Milliseconds) -> String
    ) -> TableColumn<Cause> {
        TableColumn("", width: .fixed(width), priority: priority) { cause in
            guard let time = time(cause) else { return StyledText() }
            return StyledText(DisplayText(word), context[.muted])
                + StyledText(DisplayText(words(time)), context[.text])
        }
    }

    /// Returns the column of the fingerprint, for the command line.
    static func id(_ context: DrawContext) -> TableColumn<Cause> {
        TableColumn("Fingerprint", width: .fixed(12), priority: 99) { cause in
            StyledText(DisplayText(cause.fingerprint.id), context[.text])
        }
    }

    private static func age(
        _ title: DisplayText, priority: Int, _ context: DrawContext,
        of time: @escaping @Sendable (Cause) -> Milliseconds?
    ) -> TableColumn<Cause> {
        TableColumn(title, width: .fixed(6), alignment: .right, priority: priority) { cause in
            guard let time = time(cause) else { return StyledText(context.glyphs.absent, context[.muted]) }
            return StyledText(DisplayText(Format.age(Format.elapsed(from: time, to: context.now))), context[.text])
        }
    }

    private static func list(_ names: [[UInt8]], _ context: DrawContext) -> DisplayText {
        DisplayText(joined(names), glyphs: context.glyphs)
    }

    /// Returns names as one text: `invoice.paid, order.created`.
    static func joined(_ names: [[UInt8]]) -> [UInt8] { Array(names.joined(separator: Array(", ".utf8))) }
}

extension CauseReport {
    /// The number of failed jobs and of causes, such as `101 failed jobs, 3 causes`.
    var sum: String {
        let causes = Format.count(causes.count, "cause")
        guard isSampled else { return "\(Format.count(total, "failed job")), \(causes)" + rest }
        let looked = "the newest \(Format.count(looked)) of \(Format.count(total)) failed jobs"
        return "\(looked), \(causes) in this sample" + rest
    }

    private var rest: String {
        unlisted == 0 ? "" : ", and \(Format.count(unlisted, "job")) of further causes"
    }
}
