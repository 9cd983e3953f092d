import Queues

extension Words {
    /// Returns how it is found out which queues have changed.
    static func keyTracking(_ tracking: ServerStatus.KeyTracking) -> String {
        switch tracking {
        case .on: "reported by the server (CLIENT TRACKING)"
        case .turnedOff: "not reported, as --no-tracking wants it"
        case .refused: "not reported: the server does not permit CLIENT TRACKING"
        case .paused: "not reported for a while: much changes, or the reports were lost"
        case .tooMany(let limit): "not reported: there are more than \(Format.count(limit, "queue"))"
        case .notYet: "not reported yet: not every queue was read"
        }
    }
}
