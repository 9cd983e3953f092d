internal import Glibc

/// A file that is being written, which only the user can read. It replaces another only once it is complete, and is removed where
/// it cannot become that.
final class NewFile {
    /// Its path once it is complete.
    let path: String
    /// The reason why it could not be written; nil while it could.
    private(set) var failure: FileFailure?
    /// The path under which it is written.
    private let present: String
    private let descriptor: Int32
    /// Whether it was made here, so that it may be removed.
    private let isOwn: Bool

    /// Opens a new file. One that exists is kept, unless `replaces` is true and it is a regular file.
    init(_ path: String, replaces: Bool) throws(FileFailure) {
        (self.path, isOwn) = (path, true)
        var status = stat()
        let exists = lstat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG { throw FileFailure("\(path) is not a regular file.") }
        if exists, !replaces { throw FileFailure("The file exists already; choose replace to write it again: \(path)") }
        guard exists else {
            present = path
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw .system(path) }
            return
        }
        var template = Array("\(path).XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .system(path) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        present = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Writes to an open file of this path.
    init(open descriptor: Int32, path: String) {
        (self.path, present, self.descriptor, isOwn) = (path, path, descriptor, false)
    }

    /// Writes bytes at the end.
    func write(_ bytes: [UInt8]) -> StandardStream.Delivery {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                failure = failure ?? .system(path)
                return .failed
            }
            rest = rest.dropFirst(count)
        }
        return .done
    }

    /// Closes the complete file, and gives it its path.
    func finish() throws(FileFailure) {
        guard close(descriptor) == 0, present == path || rename(present, path) == 0 else {
            let failure = FileFailure.system(path)
            if isOwn { unlink(present) }
            throw failure
        }
    }

    /// Closes and removes what was written.
    func discard() {
        close(descriptor)
        if isOwn { unlink(present) }
    }
}
