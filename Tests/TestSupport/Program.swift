import Foundation

/// The bulltop binary as a process.
public enum Program {
    /// The path: `$BULLTOP_BINARY`, or the program that was built with the tests.
    public static var path: String {
        ProcessInfo.processInfo.environment["BULLTOP_BINARY"].map { URL(filePath: $0).path }
            ?? Scratch.packageRoot + "/.build/debug/bulltop"
    }

    /// The results of a run.
    public struct Result: Hashable, Sendable {
        /// The exit status, or 128 plus the number of the signal.
        public var status: Int32
        /// The standard output.
        public var output: String
        /// The standard error.
        public var errors: String
        /// The standard output as bytes, which may not be text.
        public var outputBytes: [UInt8]

        /// Creates a result with this status and these texts.
        public init(status: Int32, output: String, errors: String) {
            self.status = status
            self.output = output
            self.errors = errors
            outputBytes = Array(output.utf8)
        }
    }

    /// Runs the program to its end, without a terminal. `environment` is all that it gets besides PATH and a UTF-8
    /// locale.
    public static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try input.write(toFile: directory + "/input", atomically: false, encoding: .utf8)
        let child = try Child(
            path, arguments, input: directory + "/input", output: directory + "/output", errors: directory + "/errors",
            environment: Self.environment.merging(environment) { $1 })
        let status = child.wait()
        let bytes = try ["/output", "/errors"].map { Array(try Data(contentsOf: URL(filePath: directory + $0))) }
        var result = Result(
            status: status, output: String(decoding: bytes[0], as: UTF8.self),
            errors: String(decoding: bytes[1], as: UTF8.self))
        result.outputBytes = bytes[0]
        return result
    }

    /// The variables of every run.
    public static var environment: [String: String] {
        ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]
    }
}
