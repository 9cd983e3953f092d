internal import Dashboard
internal import Glibc

/// A file that only the user can read, in a directory of its own: editors leave copies next to the file.
struct PrivateFile: Sendable {
    let directory: String
    let path: String
    private let keeper: DirectoryKeeper?

    /// Writes a file of this name, in the first of the directories where that is possible.
    init(_ bytes: [UInt8], named name: String, in parents: [String]) throws(FileFailure) {
        directory = try Self.makeDirectory(in: parents)
        path = directory + "/" + name
        keeper = DirectoryKeeper(directory)
        do {
            try Self.write(bytes, to: path)
        } catch {
            remove()
            throw error
        }
    }

    /// Returns the present content of the file; the editor may have replaced the file.
    func contents() throws(FileFailure) -> [UInt8] { try Self.contents(of: path) }

    /// Returns the content of a regular file, of at most this number of bytes.
    static func contents(of path: String, limit: Int = .max) throws(FileFailure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .system(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure("\(path): it is not a regular file.") }
        guard status.st_size <= limit else { throw FileFailure("\(path): it is larger than \(Format.bytes(limit)).") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var length = 0
        while length < bytes.count {
            let count = bytes[length...].withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(path) }
            guard count > 0 else { break }
            length += count
        }
        return Array(bytes.prefix(length))
    }

    /// Removes the directory with everything in it.
    func remove() {
        if let keeper { return keeper.end() }
        unlink(path)
        rmdir(directory)
    }

    private static func makeDirectory(in parents: [String]) throws(FileFailure) -> String {
        for parent in parents {
            var template = Array("\(parent)/bulltop-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        throw .system(parents.last ?? "")
    }

    /// Writes a new file that only the user can read.
    static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(path) }
        let written = NewFile(open: file, path: path)
        guard case .done = written.write(bytes) else {
            close(file)
            throw written.failure ?? .system(path)
        }
        guard close(file) == 0 else { throw .system(path) }
    }
}

/// The reason why a file operation failed, as a sentence.
struct FileFailure: Error, Hashable, Sendable {
    let words: String

    init(_ words: String) { self.words = words }

    /// Returns the failure of a system call on this file, from `errno`.
    static func system(_ path: String) -> FileFailure {
        FileFailure("\(path): \(String(cString: strerror(errno))).")
    }
}
