public import Queues

extension Format {
    /// Returns the reasons why jobs were not decided, each with its number and the remedy `large`, such as `--large reads
    /// them`: `2 jobs too large (--large reads them), 50 for which the expression is too slow`; nil without such jobs.
    public static func undecided(_ jobs: UndecidedJobs, large remedy: String? = nil) -> String? {
        let reasons = [
            (jobs.tooLarge, "too large", remedy),
            (jobs.longLogs, "with a longer log than was read", remedy),
            (jobs.tooCostly, "for which the expression is too slow", nil),
        ].filter { $0.0 > 0 }
        guard let first = reasons.first else { return nil }
        let parts = reasons.map { number, words, remedy in
            let jobs = words == first.1 ? count(number, "job") : count(number)
            let advice = remedy.map { " (\($0))" } ?? ""
            return "\(jobs) \(words)\(advice)"
        }
        return parts.joined(separator: ", ")
    }
}
