internal import Dashboard
internal import Glibc
internal import JSONText
internal import Queues

/// The file with the preferences for listing the queues of each server: `queues.json` in a directory of the operator's
/// own. It has a member for each connection; other members stay.
struct PreferenceFile: Sendable {
    private let directory: String
    /// The server and its database, `host:port/0`.
    private let connection: String

    /// The maximum size of a file that is read, in bytes.
    private static let sizeLimit = 16 * 1_024 * 1_024
    /// The maximum number of broken files that are kept beside the one in use.
    private static let brokenLimit = 9

    init(in directory: String, for connection: String) {
        self.directory = directory
        self.connection = connection
    }

    var path: String { directory + "/queues.json" }

    /// A problem with the file.
    enum Problem: Error, Hashable {
        /// The content is not what bulltop wrote.
        case broken(String)
        /// The file cannot be read or written.
        case system(String)

        /// The problem as a sentence.
        var words: String {
            switch self {
            case .broken(let words): words
            case .system(let words): words
            }
        }
    }

    /// Returns the preferences for the connection; the defaults where there is no file.
    func read() throws(Problem) -> QueuePreferences {
        QueuePreferences(try document()["connections"]?[connection] ?? .object([]))
    }

    /// Writes the preferences for the connection. A broken file is kept under another name, which is returned.
    func write(_ preferences: QueuePreferences) throws(Problem) -> String? {
        makeDirectory()
        let lock = open(directory + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system(FileFailure.system(directory).words) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0, errno == EINTR {}
        var (document, saved): (JSON, String?) = (.object([]), nil)
        do {
            document = try self.document()
        } catch .broken {
            saved = try putAside()
        }
        let connections = (document["connections"] ?? .object([])).setting(connection, to: preferences.json)
        try replace(document.setting("connections", to: connections).text(indentation: 2) + [0x0A])
        return saved
    }

    private func document() throws(Problem) -> JSON {
        guard access(path, F_OK) == 0 || errno != ENOENT else { return .object([]) }
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try PrivateFile.contents(of: path, limit: Self.sizeLimit) } catch {
            throw .system(error.words)
        }
        let json: JSON
        do throws(JSONError) { json = try JSON(bytes) } catch { throw .broken("\(path): \(error).") }
        guard json.members != nil, json["connections"].map({ $0.members != nil }) ?? true else {
            throw .broken("\(path): it is not what bulltop has written.")
        }
        return json
    }

    /// Renames a broken file to a free name, and returns the name.
    private func putAside() throws(Problem) -> String {
        for number in 1...Self.brokenLimit {
            let name = path + ".broken" + (number == 1 ? "" : "-\(number)")
            guard access(name, F_OK) != 0 else { continue }
            guard rename(path, name) == 0 else { break }
            return name
        }
        throw .system("\(path) is broken, and could not be put aside.")
    }

    /// Replaces the file. The old one stays until the new one is complete.
    private func replace(_ bytes: [UInt8]) throws(Problem) {
        let fresh = path + ".new"
        unlink(fresh)
        do throws(FileFailure) { try PrivateFile.write(bytes, to: fresh) } catch { throw .system(error.words) }
        guard rename(fresh, path) == 0 else { throw .system(FileFailure.system(path).words) }
    }

    private func makeDirectory() {
        var path = ""
        for part in directory.split(separator: "/") {
            path += "/" + part
            mkdir(path, 0o700)
        }
    }
}

extension JSON {
    /// Returns the object with a member of this value, which replaces those of its name.
    fileprivate func setting(_ name: String, to value: JSON) -> JSON {
        let others = (members ?? []).filter { !$0.name.bytes.elementsEqual(name.utf8) }
        return .object(others + [Member(name, value)])
    }
}
