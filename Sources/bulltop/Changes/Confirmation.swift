internal import Dashboard
internal import Glibc
internal import Queues

/// The question before what is dangerous.
enum Confirmation {
    /// What is to be typed where several queues are changed, none of which gives its name.
    private static let word = "production"

    /// Asks on the terminal. Throws where the answer is no, and where there is nobody to ask. `production` is what the
    /// connection is called, where it is marked as production.
    static func ask(_ change: Change, production: String?) throws(CommandFailure) {
        let words = change.phrase.plain(change.object) + change.note
        let whole = words + (production.map { " on production, \($0)" } ?? "")
        let question: String
        let answers: Set<[UInt8]>
        switch change.caution(onProduction: production != nil) {
        case .none: return
        case .ask:
            question = "[y/N] "
            answers = Set(["y", "Y", "yes"].map { Array($0.utf8) })
        case .typeName:
            question = change.queue == nil ? "Type '\(word)': " : "Type the queue's name: "
            answers = [change.queue?.name ?? Array(word.utf8)]
        }
        // Standard input may be the data.
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0, StandardStream.error.isTerminal else {
            if terminal >= 0 { close(terminal) }
            throw .refused("did not \(whole): without a terminal it needs --yes")
        }
        defer { close(terminal) }
        StandardStream.error.write(inline: "bulltop: \(whole)? \(question)")
        guard answers.contains(line(of: terminal)) else { throw .refused("nothing was changed") }
    }

    private static func line(of file: Int32) -> [UInt8] {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(file, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return line
    }
}
