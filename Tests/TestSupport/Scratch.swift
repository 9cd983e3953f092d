import Foundation

/// The files of tests.
public enum Scratch {
    /// The directory of Package.swift.
    public static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Creates a new directory, and returns its path. The path is short, since a Unix socket's may have only 107 bytes.
    public static func directory() throws -> String {
        var template = Array("/tmp/bt.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("mkdtemp: \(String(cString: strerror(errno)))") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a directory with its content.
    public static func remove(_ directory: String) {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Returns a TCP port of 127.0.0.1 on which nobody listens at the moment.
    public static func freePort() throws -> UInt16 {
        let listener = try Listener()
        defer { listener.close() }
        return listener.port
    }

    /// Returns a TCP port in a range, on which nobody listens at the moment, nor on the one that is `offset` above it.
    public static func freePort(in range: Range<Int>, besides offset: Int) throws -> UInt16 {
        for _ in 0..<1_000 {
            let port = Int.random(in: range)
            if isFree(port), isFree(port + offset) { return UInt16(port) }
        }
        throw TestFailure("no free port")
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
