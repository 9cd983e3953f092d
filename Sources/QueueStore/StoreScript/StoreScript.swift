import Queues
import Redis
import Synchronization

/// A script of this module with all that it includes, and the keys and options that it takes.
struct StoreScript: Sendable {
    /// The script that is sent to the server.
    let script: Script
    /// The queue's keys that it takes, in their order, with their types.
    let queueKeys: [ScriptHeader.Key]
    /// The names of the options that it takes.
    let options: Set<String>
    /// The included files, and at the end the file itself.
    let files: [ScriptFile]

    /// The names of the queue's keys that it takes, in their order.
    var keys: [String] { queueKeys.map(\.name) }

    private struct Key: Hashable {
        let file: ScriptFile
        let library: Library
        let isRehearsal: Bool
    }

    private static let resolved = Mutex<[Key: StoreScript]>([:])

    /// Returns the script of a file, for a queue of a library. It is built once. The script of a rehearsal writes
    /// nothing; its reply contains that of the operation and the keys that it would have deleted.
    static func of(_ file: ScriptFile, _ library: Library, isRehearsal: Bool = false) -> StoreScript {
        let key = Key(file: file, library: library, isRehearsal: isRehearsal)
        if let known = resolved.withLock({ $0[key] }) { return known }
        let script = StoreScript(file, library, isRehearsal: isRehearsal)
        resolved.withLock { $0[key] = script }
        return script
    }

    /// Creates the script from a file and the files that it includes, each of them once. The include `library` means
    /// the file of the queue's library.
    init(_ file: ScriptFile, _ library: Library, isRehearsal: Bool = false) {
        var (files, keys, options): ([ScriptFile], [ScriptHeader.Key], [String]) = ([], [], [])
        func add(_ file: ScriptFile) {
            guard !files.contains(file) else { return }
            let header = ScriptHeader(file.source)
            for name in header.includes {
                if let included = ScriptFile(rawValue: name == "library" ? library.rawValue : name) { add(included) }
            }
            files.append(file)
            keys += header.keys
            options += header.options
        }
        add(file)
        let names = keys.map { "'\($0.name)'" }.joined(separator: ", ")
        let types = keys.map { "['\($0.name)'] = '\($0.type)'" }.joined(separator: ", ")
        let tables = """
            local keyNames = { \(names) }
            local keyTypes = { \(types) }
            local isRehearsal = \(isRehearsal)

            """
        let text = (keys.isEmpty ? [] : Array(tables.utf8)) + files.flatMap { $0.source + [UInt8(ascii: "\n")] }
        script = Script(isRehearsal ? Self.rehearsed(text) : text)
        queueKeys = keys
        self.options = Set(options)
        self.files = files
    }

    private static func rehearsed(_ text: [UInt8]) -> [UInt8] {
        ScriptFile.rehearsal.source + Array("local function operation()\n".utf8) + text
            + Array("end\nreturn { operation(), deleted }\n".utf8)
    }

    /// Returns a command that reads a piece of a hash's field. It sends the short script itself, so that it works in a
    /// pipeline.
    static func excerpt(of field: String, in hash: [UInt8], from offset: Int, count: Int) -> Command {
        let arguments = [field, String(offset), String(count)].map { Array($0.utf8) }
        return of(.excerpt, .bullmq).script.eval(keys: [hash], arguments: arguments)
    }
}
