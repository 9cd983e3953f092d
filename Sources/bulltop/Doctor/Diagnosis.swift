internal import JSONText

/// What the doctor has found, a line for each check.
struct Diagnosis {
    /// How grave a finding is.
    enum Verdict: String {
        case ok
        /// Something is lost, or goes less well.
        case warning
        /// It keeps queues from being read.
        case error
    }

    /// One thing that was looked at.
    struct Check {
        /// What was looked at, in one word or two.
        let name: String
        let verdict: Verdict
        /// What it is like, as a sentence.
        let finding: String
        /// What to do about it; empty where there is nothing to do.
        let advice: String

        var json: JSON {
            .object([
                JSON.Member("check", .string(name)), JSON.Member("verdict", .string(verdict.rawValue)),
                JSON.Member("finding", .string(finding)),
                JSON.Member("advice", advice.isEmpty ? .null : .string(advice)),
            ])
        }

        /// As a line for people.
        var line: String {
            // What a server says has no end of a sentence.
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

    /// How the program ends: 1 where something keeps queues from being read.
    var status: ExitStatus { checks.contains { $0.verdict == .error } ? .failure : .success }
}
