internal import Glibc
internal import JSONText
public import Queues

/// The lines of a file, read one after the other.
final class RecordingFile {
    /// The maximum length of a line, in bytes.
    static let lineLimit = 64 * 1_024 * 1_024

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The number of the line that was read last, from 1 on.
    private(set) var number = 0
    /// Whether that line had no end.
    private(set) var isTorn = false

    /// Opens a file.
    init(_ path: String) throws(RecordingProblem) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RecordingProblem(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// Returns the next line without its end; nil behind the last one.
    func next() throws(RecordingProblem) -> ArraySlice<UInt8>? {
        var looked = start
        while true {
            if let end = buffer[looked...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                number += 1
                return buffer[start..<end]
            }
            looked = buffer.count
            guard !isAtEnd else { break }
            guard buffer.count - start < Self.lineLimit else { throw RecordingProblem("the line is too long") }
            if start > 0 {
                buffer.removeFirst(start)
                (looked, start) = (looked - start, 0)
            }
            try fill()
        }
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        (number, isTorn) = (number + 1, true)
        return buffer[start...]
    }

    private func fill() throws(RecordingProblem) {
        let size = 256 * 1_024
        let count = buffer.count
        buffer += repeatElement(0, count: size)
        var got = -1
        repeat {
            got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: count), size) }
        } while got < 0 && errno == EINTR
        buffer.removeLast(size - max(0, got))
        guard got >= 0 else { throw RecordingProblem(String(cString: strerror(errno))) }
        if got == 0 { isAtEnd = true }
    }
}

/// A recording that was looked through, so that it can be replayed.
public struct CheckedRecording: Equatable, Sendable {
    /// The path of the file.
    public let path: String
    /// Its first line.
    public let header: RecordingHeader
    /// The times of its first and its last overview, in ms since 1970 on the server's clock.
    public private(set) var times: ClosedRange<Milliseconds>
    /// Whether its last line is only the beginning of one, which is left out.
    public private(set) var isTorn = false
    /// Whether it has the line that a recorder writes at the end.
    public private(set) var isEnded = false

    /// The reason why a file is no recording, and the number of the line, from 1 on; 0 for the file as a whole.
    public struct Failure: Error, Hashable, Sendable {
        /// The number of the line.
        public let line: Int
        /// The words.
        public let words: String
    }

    /// Looks through a file.
    public init(_ path: String) throws(Failure) {
        self.path = path
        let file: RecordingFile
        do throws(RecordingProblem) { file = try RecordingFile(path) } catch {
            throw Failure(line: 0, words: error.words)
        }
        do throws(RecordingProblem) {
            guard let first = try file.next() else { throw RecordingProblem("the file is empty") }
            header = try RecordingHeader(JSON(line: first))
            var times: ClosedRange<Milliseconds>?
            while let line = try file.next() {
                do throws(RecordingProblem) {
                    switch try RecordedLine(line) {
                    case .overview(let overview):
                        let first = times?.lowerBound ?? overview.time
                        times = first...max(first, overview.time)
                    case .end: isEnded = true
                    case .event, .message, .other: break
                    }
                } catch {
                    guard file.isTorn else { throw error }
                    isTorn = true
                }
            }
            guard let times else {
                throw RecordingProblem("it ends before its first overview, so there is nothing to replay")
            }
            self.times = times
        } catch {
            throw Failure(line: max(1, file.number), words: error.words)
        }
    }
}
