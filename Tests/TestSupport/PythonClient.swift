import Foundation
public import Queues

/// A family of BullMQ whose official Python client is run.
public enum ClientFamily: String, Sendable, CaseIterable {
    /// The client of BullMQ 3.
    case bullmq3
    /// The client of BullMQ 4.
    case bullmq4
    /// The client of BullMQ 5.
    case bullmq5
    /// The client of BullMQ 6.
    case bullmq6

    /// The families that have job schedulers and markers.
    public static let recent: [ClientFamily] = [.bullmq5, .bullmq6]

    /// The family as the product's type.
    public var ofQueues: Family {
        switch self {
        case .bullmq3: .bullmq3
        case .bullmq4: .bullmq4
        case .bullmq5: .bullmq5
        case .bullmq6: .bullmq6
        }
    }

    /// The major version of the family, as an argument of scripts.
    public var number: String { String(ofQueues.rawValue) }
}

/// The official Python client of BullMQ, as a child process.
public enum PythonClient {
    /// Returns the interpreter of the family's virtual environment, which `make test` sets up.
    public static func interpreter(_ family: ClientFamily) -> String {
        "\(Scratch.packageRoot)/.venv/\(family.rawValue)/bin/python"
    }

    /// The directory of the modules that scripts may import.
    public static let modules = Scratch.packageRoot + "/Tests/QueueStoreTests/Python"

    /// The environment of a script. It leaves no compiled modules among the sources.
    public static var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging(["PYTHONPATH": modules, "PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    }

    /// Returns a script among those modules.
    public static func script(_ name: String) throws -> String {
        try String(contentsOfFile: "\(modules)/\(name).py", encoding: .utf8)
    }

    /// Runs a script, and returns its output. Throws its error output when it fails.
    public static func run(
        _ family: ClientFamily, script: String, arguments: [String] = [], input: String = ""
    ) throws -> String {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let (main, given) = (directory + "/main.py", directory + "/input")
        let (output, errors) = (directory + "/output", directory + "/errors")
        try script.write(toFile: main, atomically: false, encoding: .utf8)
        try input.write(toFile: given, atomically: false, encoding: .utf8)
        let child = try Child(
            interpreter(family), [main] + arguments, input: given, output: output, errors: errors,
            environment: environment)
        let status = child.wait()
        guard status == 0 else {
            let words = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            throw TestFailure("\(family.rawValue) client ended with \(status):\n\(words)")
        }
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}
