/// What is wrong with a cron pattern.
public enum CronError: Error, Hashable, Sendable {
    /// The pattern has this number of fields, which is neither five nor six.
    case fieldCount(Int)
    /// A field cannot be read: its name, what is wrong in it, and what is allowed.
    case badField(CronField.Name, text: String, allowed: String)

    /// The error as a sentence.
    public var words: String {
        switch self {
        case .fieldCount(let count):
            "A cron pattern has five fields, or six with seconds in front; this one has \(count)."
        case .badField(let name, let text, let allowed): "The \(name.rawValue) '\(text)' is wrong: \(allowed)."
        }
    }
}
