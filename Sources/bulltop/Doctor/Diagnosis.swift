internal import JSONText

/// The findings of the doctor, one line for each check.
struct Diagnosis {
    /// The gravity of a finding.
    enum Verdict: String {
        case ok
        /// Something is missing, or works less well.
        case warning
        /// Queues cannot be read.
        case error
    }

    /// The result of one check.
    struct Check {
        /// The name of the check, in one or two words.
        let name: String
        let verdict: Verdict
        /// The finding, as a sentence.
        let finding: String
        /// The advice; empty where nothing needs to be done.
        let advice: String

        var json: JSON {
            .object([
                JSON.Member("check", .string(name)), JSON.Member("verdict", .string(verdict.rawValue)),
                JSON.Member("finding", .string(finding)),
                JSON.Member("advice", advice.isEmpty ? .null : .string(advice)),
            ])
        }

        /// The check as a line for people.
        var line: String {
            // A server's words do not end like a sentence.
            let isOpen = !advice.isEmpty && finding.last.map { !".!?".contains($0) } == true
            let words = [finding + (isOpen ? "." : ""), advice].filter { !$0.isEmpty }.joined(separator: " ")
            return Self.padded(verdict.rawValue, 9) + Self.padded(name, 16) + words
        }

        private static func padded(_ text: String, _ columns: Int) -> String {
            text + String(repeating: " ", count: max(1, columns - text.count))
        }
    }

    private(set) var checks: [Check] = []

    mutating func note(_ name: String, _ verdict: Verdict, _ finding: String, _ advice: String = "") {
        checks.append(Check(name: name, verdict: verdict, finding: finding, advice: advice))
    }

    /// The exit status: 1 where queues cannot be read.
    var status: ExitStatus { checks.contains { $0.verdict == .error } ? .failure : .success }
}
