internal import Dashboard
internal import Glibc
internal import JSONText
internal import Queues

/// The file with what is remembered between runs: `queues.json` in a directory of the operator's own. It has the chosen
/// theme, the connection used last, and for each server how its queues are listed; other members stay.
struct PreferenceFile: Sendable {
    private let directory: String
    /// The server and its database, `host:port/0`; nil for one of which nothing is remembered, such as the demo's.
    private let connection: String?

    /// The maximum size of a file that is read, in bytes.
    private static let sizeLimit = 16 * 1_024 * 1_024
    /// The maximum number of broken files that are kept beside the one in use.
    private static let brokenLimit = 9

    init(in directory: String, for connection: String? = nil) {
        self.directory = directory
        self.connection = connection
    }

    var path: String { directory + "/queues.json" }

    /// Something that is to be remembered.
    enum Change: Equatable, Sendable {
        /// How the queues of the server are listed.
        case queues(QueuePreferences)
        /// The theme that was chosen.
        case theme(String)
        /// The connection of the configuration that is used; nil for a server that is none.
        case connection(String?)
    }

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
        guard let connection else { return QueuePreferences() }
        return QueuePreferences(try document()["connections"]?[connection] ?? .object([]))
    }

    /// Returns what is remembered for all servers; nothing where there is no file.
    func readRemembered() throws(Problem) -> Remembered {
        let document = try document()
        return Remembered(
            theme: document["theme"]?.bytes.map { String(decoding: $0, as: UTF8.self) },
            connection: document["connection"]?.bytes.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Writes what has changed, if anything has. A broken file is kept under another name, which is returned.
    func write(_ changes: [Change]) throws(Problem) -> String? {
        if let document = try? document(), applying(changes, to: document) == document { return nil }
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
        try replace(applying(changes, to: document).text(indentation: 2) + [0x0A])
        return saved
    }

    /// Returns the content of the file with these changes.
    private func applying(_ changes: [Change], to document: JSON) -> JSON {
        changes.reduce(document) { document, change in
            switch change {
            case .queues(let preferences):
                guard let connection else { return document }
                let connections = (document["connections"] ?? .object([])).setting(connection, to: preferences.json)
                return document.setting("connections", to: connections)
            case .theme(let name): return document.setting("theme", to: .string(name))
            case .connection(let name): return document.setting("connection", to: name.map { .string($0) })
            }
        }
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
    /// Returns the object with a member of this value in the place of the first of its name, or at the end; without any of
    /// this name for nil.
    fileprivate func setting(_ name: String, to value: JSON?) -> JSON {
        var members = members ?? []
        let place = members.firstIndex { $0.name.bytes.elementsEqual(name.utf8) } ?? members.endIndex
        members.removeAll { $0.name.bytes.elementsEqual(name.utf8) }
        if let value { members.insert(Member(name, value), at: place) }
        return .object(members)
    }
}
