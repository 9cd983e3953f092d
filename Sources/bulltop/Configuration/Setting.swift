internal import JSONText

/// A setting as the report shows it.
struct Setting {
    /// Its section in a configuration file.
    var section: String
    var name: String
    /// Its value, without secrets; nil where it has none.
    var value: String?
    /// Where the value comes from; nil without one.
    var source: String?
    /// Whether a file with it would mean something else: what decides is not a setting.
    var isComment = false

    /// Returns where a value comes from: a line of the file, or what is built in for nil.
    static func source(_ path: String?, _ line: Int?) -> String {
        line.map { "\(path ?? ""):\($0)" } ?? "built in"
    }

    /// Its line of a configuration file.
    var line: String {
        guard let value, let source else { return "; \(name) is not set.\n" }
        let setting = (isComment ? "; " : "") + "\(name) = \(value)"
        return setting + String(repeating: " ", count: max(1, 40 - setting.count)) + "; \(source)\n"
    }

    var json: JSON {
        .object([
            JSON.Member("section", .string(section)), JSON.Member("name", .string(name)),
            JSON.Member("value", value.map { .string($0) } ?? .null),
            JSON.Member("source", source.map { .string($0) } ?? .null),
        ])
    }
}
