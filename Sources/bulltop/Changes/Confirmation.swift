internal import Glibc

/// The question before what is dangerous.
enum Confirmation {
    /// Asks on the terminal. Throws where the answer is no, and where there is nobody to ask.
    static func ask(_ change: Change) throws(CommandFailure) {
        let question: String
        let answers: Set<[UInt8]>
        switch change.caution {
        case .none: return
        case .ask:
            question = "\(change.verb.plain) \(change.object)? [y/N] "
            answers = Set(["y", "Y", "yes"].map { Array($0.utf8) })
        case .type(let name):
            question = "\(change.verb.plain) \(change.object)? Type the queue's name: "
            answers = [name]
        }
        // Standard input may be the data.
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0, StandardStream.error.isTerminal else {
            if terminal >= 0 { close(terminal) }
            throw .refused("did not \(change.verb.plain) \(change.object): without a terminal it needs --yes")
        }
        defer { close(terminal) }
        StandardStream.error.write("bulltop: " + question)
        guard answers.contains(line(of: terminal)) else { throw .refused("nothing was changed") }
    }

    private static func line(of file: Int32) -> [UInt8] {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(file, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return line
    }
}
