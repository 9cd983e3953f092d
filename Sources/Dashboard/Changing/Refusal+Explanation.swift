public import Queues

extension Refusal {
    /// Why nothing was changed, as the rest of a sentence on a job or a queue. What was moved meanwhile is told by the
    /// states that the change works on, where it does not work on all.
    public func explanation(of change: JobChange?) -> String {
        guard case .moved(let state?) = self, let rule = change?.traits.reason(against: state) else {
            return Words.reason(self)
        }
        return "it is \(state.rawValue) now; \(rule.prefix(1).lowercased())\(rule.dropFirst())"
    }

    /// A word for programs: the name of the case.
    public var word: String { String(String(describing: self).prefix { $0 != "(" }) }
}
