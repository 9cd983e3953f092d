internal import Dashboard
internal import Glibc
internal import Queues

/// The question before a dangerous change.
enum Confirmation {
    /// Asks on the terminal, where the change requires it; `production` is the name of a connection to production.
    /// Throws where the answer is no, and where there is no terminal.
    static func ask(_ change: Change, _ session: CommandSession, production: String?) throws(CommandFailure) {
        let question: String
        let answers: Set<[UInt8]>
        switch change.caution(onProduction: production != nil) {
        case .none: return
        case .yes:
            question = "[y/N] "
            answers = Set(["y", "Y", "yes"].map { Array($0.utf8) })
        case .name(let name):
            question = "Type \"\(session.shown(name))\" to confirm: "
            answers = [name]
        }
        let whole = try session.words(for: change).plain + (production.map { " on production, \($0)" } ?? "")
        // Standard input may be the data.
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0, StandardStream.error.isTerminal else {
            if terminal >= 0 { close(terminal) }
            throw .refused("did not \(whole): without a terminal it needs --yes")
        }
        defer { close(terminal) }
        StandardStream.error.write(inline: "bulltop: \(whole)? ")
        waitForQuiet(terminal)
        StandardStream.error.write(inline: question)
        guard answers.contains(line(of: terminal)) else { throw .refused("nothing was changed") }
    }

    /// Waits until the question can have been read and no more keys arrive. Earlier keys are not an answer.
    private static func waitForQuiet(_ terminal: Int32) {
        repeat {
            tcflush(terminal, TCIFLUSH)
            var input = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&input, 1, Int32(Question.readingTime)) == 1, input.revents == Int16(POLLIN) else { break }
        } while true
        tcflush(terminal, TCIFLUSH)
    }

    private static func line(of file: Int32) -> [UInt8] {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(file, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return line
    }
}
