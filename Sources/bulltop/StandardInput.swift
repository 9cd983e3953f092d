internal import Glibc

/// Standard input, line by line or as a whole.
struct StandardInput {
    private var pending: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    private static let pieceLength = 64 * 1_024
    /// The time between two checks for a held-back signal, in ms.
    private static let interval: Int32 = 100

    /// Returns the rest of the input.
    static func all() -> [UInt8] {
        var input = StandardInput()
        while input.fill() {}
        return input.pending
    }

    /// Returns the next line without its end; nil at the end of the input.
    mutating func line() -> [UInt8]? {
        var searched = start
        while true {
            if let end = pending[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return Array(pending[start..<end])
            }
            let length = pending.count - start
            guard fill() else { break }
            searched = start + length
        }
        guard start < pending.count else { return nil }
        defer { start = pending.count }
        return Array(pending[start...])
    }

    /// Waits for input, or for its end. Returns whether it came before a held-back Ctrl-C.
    private func waitForInput() -> Bool {
        var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while poll(&watched, 1, Self.interval) == 0 {
            if Interruption.isAnyPending { return false }
        }
        return true
    }

    /// Reads further bytes. Returns whether there were any.
    private mutating func fill() -> Bool {
        guard !isAtEnd else { return false }
        if start > Self.pieceLength {
            pending.removeFirst(start)
            start = 0
        }
        guard waitForInput() else { return false }
        var piece = [UInt8](repeating: 0, count: Self.pieceLength)
        var count = 0
        repeat { count = read(STDIN_FILENO, &piece, piece.count) } while count < 0 && errno == EINTR
        isAtEnd = count <= 0
        pending += piece.prefix(max(0, count))
        return !isAtEnd
    }
}
