internal import Glibc

/// Why a text could not be edited, as a sentence.
struct EditorFailure: Error, Hashable, Sendable {
    let words: String

    init(_ words: String) { self.words = words }

    /// A call of the system failed on this file, as `errno` says.
    static func system(_ path: String) -> EditorFailure {
        EditorFailure("\(path): \(String(cString: strerror(errno))).")
    }
}
