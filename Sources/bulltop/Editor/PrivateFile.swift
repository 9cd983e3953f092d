internal import Glibc

/// A file that nobody else can read, in a directory of its own: editors leave copies of what they edit next to it.
struct PrivateFile: Sendable {
    let directory: String
    let path: String

    /// Writes a file of this name, in the first of the directories that takes one.
    init(_ bytes: [UInt8], named name: String, in parents: [String]) throws(EditorFailure) {
        directory = try Self.makeDirectory(in: parents)
        path = directory + "/" + name
        do {
            try Self.write(bytes, to: path)
        } catch {
            remove()
            throw error
        }
    }

    /// What is in the file by now; it may be another one of the same name.
    func contents() throws(EditorFailure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .system(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw EditorFailure("\(path): it is no file any more.") }
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

    /// Removes the directory and the files in it.
    func remove() {
        if let entries = opendir(directory) {
            while let entry = readdir(entries) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlinkat(dirfd(entries), name, 0) }
            }
            closedir(entries)
        }
        rmdir(directory)
    }

    private static func makeDirectory(in parents: [String]) throws(EditorFailure) -> String {
        for parent in parents {
            var template = Array("\(parent)/bulltop-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        throw .system(parents.last ?? "")
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(EditorFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let failure = EditorFailure.system(path)
                close(file)
                throw failure
            }
            rest = rest.dropFirst(count)
        }
        guard close(file) == 0 else { throw .system(path) }
    }
}
