import Queues

@testable import Dashboard

extension Fixture {
    /// A terminal and a configuration of which there is nothing to say.
    static let surroundings: Diagnosis.Surroundings = {
        var surroundings = Diagnosis.Surroundings()
        surroundings.configuration.note("configuration", .ok, "There is no file, and none is needed.")
        surroundings.terminal.note("terminal", .ok, "xterm-256color.")
        surroundings.terminal.note("colors", .ok, "256 colours.")
        surroundings.terminal.note(
            "box drawing", .ok, "The locale is UTF-8; these are lines, dots and blocks: ─│┌ ⣿⣷ ▁▄█ ✓✗▲")
        surroundings.terminal.note(
            "time zone", .warning, "TZ is 'Nowhere/Town', which has no file here.", "UTC is used; install tzdata.")
        surroundings.address = "127.0.0.1:6379"
        surroundings.prefixes = [Array("bull".utf8)]
        return surroundings
    }()

    /// What a server permits; with `denied`, what it does not permit.
    static func examination(denied: [String] = []) -> Examination {
        let tried: [(String, Examination.Use)] = [
            ("EXISTS", .reading), ("LLEN", .reading), ("HGETALL", .reading), ("SCAN", .discovery), ("INFO", .status),
            ("TIME", .clock), ("CLIENT LIST", .workers), ("EVAL", .scripts), ("CLIENT SETNAME", .name),
            ("CLIENT TRACKING", .tracking),
        ]
        let permissions = tried.map { command, use in
            let problem = "NOPERM this user has no permissions to run the '\(command.lowercased())' command"
            return Examination.Permission(command, use, problem: denied.contains(command) ? problem : nil)
        }
        return Examination(permissions: permissions, appends: true, snapshots: "3600 1", clockLead: 3)
    }

    var doctorReport: DoctorReport {
        DoctorReport(examination: examination, queues: queues.sorted { $0.id < $1.id }, isComplete: isComplete)
    }
}
