/// A frame of a stack trace of Node or Python.
public struct StackFrame: Hashable, Sendable {
    /// The function, without `async`, `new` and its aliases; empty where it has none.
    public let function: [UInt8]
    /// The file's name without its folders, which differ from release to release.
    public let file: [UInt8]
    /// The line in the file; empty where it is not given.
    public let line: [UInt8]
    /// Whether it is a frame of a library or of the run-time system, not of the application.
    public let isLibrary: Bool

    /// The parts of paths that belong to libraries and to the run-time system.
    private static let libraries = [
        "node_modules/", "node_modules\\", "node:", "(internal/", "(<anonymous>)", "(native)", "site-packages/",
        "dist-packages/", "/lib/python3", "<frozen ", "bun:", "ext:",
    ].map { Array($0.utf8) }

    /// Creates the frame on a line; nil where the line is none.
    public init?(line text: ArraySlice<UInt8>) {
        let body = text.drop { $0 == 0x20 || $0 == 0x09 }
        guard body.startIndex > text.startIndex else { return nil }
        if body.starts(with: "at ".utf8) {
            self.init(node: body.dropFirst(3))
        } else if body.starts(with: "File \"".utf8) {
            self.init(python: body.dropFirst(6))
        } else {
            return nil
        }
    }

    /// Returns whether a line of a trace mentions a library or the run-time system.
    public static func isLibrary(_ line: ArraySlice<UInt8>) -> Bool {
        libraries.contains { library in
            line.indices.contains { line[$0] == library[0] && line[$0...].starts(with: library) }
        }
    }

    /// Creates a frame from a line of Node: `async charge (file:///app/dist/billing.js:10:5)`,
    /// `/app/dist/billing.js:10:5`.
    private init(node text: ArraySlice<UInt8>) {
        var (name, place) = (ArraySlice<UInt8>(), text)
        if text.last == UInt8(ascii: ")"), let open = text.lastIndex(of: UInt8(ascii: "(")) {
            (name, place) = (text[..<open], text[(open + 1)...].dropLast())
        }
        for prefix in ["async ", "new ", "Object."] where name.starts(with: prefix.utf8) {
            name = name.dropFirst(prefix.utf8.count)
        }
        if let alias = name.firstIndex(of: UInt8(ascii: "[")) { name = name[..<alias] }
        if name.starts(with: "<anonymous>".utf8) { name = [] }
        let parts = place.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let numbers = parts.reversed().prefix(2).prefix { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
        let path = parts.dropLast(numbers.count).last ?? []
        function = Array(name).trimmed
        file = Self.lastPart(of: path)
        line = numbers.last.map { Array($0) } ?? []
        isLibrary = file.isEmpty || Self.isLibrary(text)
    }

    /// Creates a frame from a line of Python: `/app/tasks.py", line 10, in charge`.
    private init(python text: ArraySlice<UInt8>) {
        let path = text.prefix { $0 != UInt8(ascii: "\"") }
        let rest = text[path.endIndex...]
        line = Array(rest.drop { !$0.isDigit }.prefix(while: \.isDigit))
        let words = rest.split(separator: 0x20)
        function =
            words.dropLast().last.map { $0.elementsEqual("in".utf8) } == true ? words.last.map { Array($0) } ?? [] : []
        file = Self.lastPart(of: path)
        isLibrary = file.isEmpty || Self.isLibrary(text)
    }

    private static func lastPart(of path: ArraySlice<UInt8>) -> [UInt8] {
        Array(path.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last ?? [])
    }

    /// The function and the file, `charge (billing.js)`; `billing.js:10` for a function without a name.
    public var text: [UInt8] {
        if function.isEmpty { return line.isEmpty ? file : file + [UInt8(ascii: ":")] + line }
        return function + " (".utf8 + file + [UInt8(ascii: ")")]
    }
}
