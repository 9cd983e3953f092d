internal import Glibc
internal import Queues
internal import Threads

/// Runs the commands of alarms, with the facts of the change in their environment. Their output goes to standard
/// error, so that standard output has only data; behind the dashboard it goes nowhere.
final class AlarmPrograms {
    /// The number of commands that run at a time; changes beyond that run none.
    private static let limit = 16

    private let server: String
    private let streams: [ChildProcess.Stream]
    private var running: [(id: pid_t, alarm: String)] = []
    private var problems: [String] = []

    /// Creates a runner that names this server to the commands.
    init(server: String, isSilent: Bool = false) {
        self.server = server
        let nothing = ChildProcess.Stream.terminal("/dev/null", as: STDIN_FILENO)
        streams =
            isSilent
            ? [nothing, .copy(of: STDIN_FILENO, as: STDOUT_FILENO), .copy(of: STDIN_FILENO, as: STDERR_FILENO)]
            : [nothing, .copy(of: STDERR_FILENO, as: STDOUT_FILENO)]
    }

    /// Runs the command of the alarm, where it has one. Returns the reason in words where that failed.
    func run(for change: AlarmChange) -> String? {
        let words = change.alarm.command
        guard let program = words.first, change.kind != .known else { return nil }
        reap()
        guard running.count < Self.limit else {
            return "\(program) was not run: \(Self.limit) commands of alarms still run"
        }
        do throws(ChildProcess.Failure) {
            let variables = ChildProcess.inheritedEnvironment + variables(for: change)
            let id = try ChildProcess.start(words, environment: variables, streams: streams)
            running.append((id, change.alarm.name))
            return nil
        } catch {
            return "\(program) could not be run: \(String(cString: strerror(error.code)))"
        }
    }

    /// Forgets the commands that have ended, and notes those that have failed.
    private func reap() {
        running.removeAll { id, alarm in
            var status: Int32 = 0
            guard waitpid(id, &status, WNOHANG) != 0 else { return false }
            let end =
                switch ChildProcess.End(status: status) {
                case .exited(let status): "status \(status)"
                case .killed(let signal): ChildProcess.name(ofSignal: signal)
                }
            if status != 0 { problems.append("The command of the alarm \(alarm) failed: \(end).") }
            return true
        }
    }

    /// Returns the failures of commands that have ended since the last call, as sentences.
    func takeProblems() -> [String] {
        reap()
        defer { problems = [] }
        return problems
    }

    /// Waits for all commands, at most `limit` ms.
    func wait(_ limit: Milliseconds) {
        let end = MonotonicClock.now + limit
        reap()
        while !running.isEmpty, MonotonicClock.now < end {
            usleep(10_000)
            reap()
        }
    }

    private func variables(for change: AlarmChange) -> [String] {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self) }
        return [
            ("ALARM", change.alarm.name), ("CHANGE", change.kind.rawValue), ("LEVEL", change.alarm.level.rawValue),
            ("CONDITION", change.alarm.condition.text), ("QUEUE", text(change.queue.name)),
            ("PREFIX", text(change.queue.prefix)), ("FACTS", change.facts), ("SERVER", server),
            ("TIME", "\(change.time)"), ("SINCE", "\(change.since)"),
        ].map { "BULLTOP_\($0)=\($1)" }
    }
}
