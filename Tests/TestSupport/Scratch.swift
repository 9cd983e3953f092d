import Foundation

/// Where tests find and leave files.
public enum Scratch {
    /// The directory that holds Package.swift.
    public static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Makes a new directory. Its path is short: a Unix socket's may have 107 bytes.
    public static func directory() throws -> String {
        var template = Array("/tmp/bt.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("mkdtemp: \(String(cString: strerror(errno)))") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a directory and what it holds.
    public static func remove(_ directory: String) {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A TCP port of 127.0.0.1 that nobody listens on just now.
    public static func freePort() throws -> UInt16 {
        let listener = try Listener()
        defer { listener.close() }
        return listener.port
    }
}
