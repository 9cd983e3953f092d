import Canvas
import Queues

extension State {
    /// The progress badge of the change under way: `retry 12 %`; nil without one.
    var running: String? {
        guard let run = runs.first, let operation = run.waiting.first else { return nil }
        let verb = operation.phrase(in: settings.zone).verb.plain
        guard let progress = run.progress else { return run.change.isForMany ? verb + Words.ellipsis : nil }
        guard let total = progress.total, total > 0 else { return "\(verb) \(Format.shortCount(progress.tried))" }
        return "\(verb) \(min(100, progress.tried * 100 / total)) %"
    }

    /// Returns the progress of the first change, else of the first export, for the bottom line; nil where there is none.
    func progressLine(columns: Int, context: DrawContext) -> StyledText? {
        let keys =
            StyledText(
                DisplayText(keys[.interrupt]), context.theme[.key])
            + StyledText(" stops", context.theme[.muted])
        guard let run = runs.first, let progress = run.progress else {
            guard runs.isEmpty, let export = exports.first else { return nil }
            return StyledText(DisplayText(export.words + "  ", glyphs: context.glyphs), context.theme[.text]) + keys
        }
        let words = DisplayText(ChangeWords(run.change, in: settings.zone).progress, glyphs: context.glyphs)
        let number = DisplayText(" \(Format.progress(progress))  ", glyphs: context.glyphs)
        var line = StyledText(number, context.theme[.text]) + keys
        if let total = progress.total, total > 0 {
            let bar = DisplayText.bar(Double(progress.tried) / Double(total), columns: 10, glyphs: context.glyphs)
            line = StyledText(" ") + StyledText(bar, context.theme[.active]) + line
        }
        guard words.width + line.width < columns else { return line }
        return StyledText(words, context.theme[.text]) + line
    }

    /// The connection as questions and messages name it.
    var connectionWords: String {
        let name = settings.connectionName.map { $0 + " " } ?? ""
        let address = Words.name(Array((server?.address ?? settings.address).utf8))
        return
            "\(name)\(address)/\(server?.database ?? settings.database)\(settings.isProduction ? ", PRODUCTION" : "")"
    }
}
