internal import Glibc

/// The file of a recording, or standard output. It is written line by line, and what was written stays whatever happens then.
final class RecordingTarget {
    /// Its path as it was given.
    let path: String
    /// The file; nil for standard output.
    private let file: NewFile?
    private var isClosed = false

    /// Opens a new file. One that exists is kept, unless `replaces` is true; it is then replaced at the end. A device or a pipe is
    /// written to, and standard output where the path is `-`.
    init(_ path: String, replaces: Bool) throws(FileFailure) {
        self.path = path
        guard path != Self.standardOutput else {
            file = nil
            return
        }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, [S_IFCHR, S_IFIFO].contains(status.st_mode & S_IFMT) {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .system(path) }
            file = NewFile(open: descriptor, path: path)
        } else {
            if exists, !replaces, status.st_mode & S_IFMT == S_IFREG {
                throw FileFailure("The file exists already; --force replaces it: \(path)")
            }
            file = try NewFile(path, replaces: replaces)
        }
    }

    /// The path that means standard output.
    static let standardOutput = "-"

    /// Whether the lines go to standard output.
    var isStandardOutput: Bool { file == nil }
    /// The reason why the file could not be written; nil while it could.
    var failure: FileFailure? { file?.failure }

    /// Writes a line. A terminal gets nothing that it would obey.
    func write(_ line: [UInt8]) -> StandardStream.Delivery {
        file?.write(line) ?? StandardStream.output.write(line, as: .json)
    }

    /// Closes the complete file, and gives it its path.
    func finish() throws(FileFailure) {
        guard !isClosed else { return }
        isClosed = true
        try file?.finish()
    }

    /// Closes the file, complete or not, and gives it its path.
    func close() { try? finish() }
}
