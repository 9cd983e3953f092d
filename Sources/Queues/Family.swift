/// Which library's layout a queue's keys follow (data model, 3.4). It decides the scripts.
public enum Family: Int, Comparable, Sendable {
    /// Legacy Bull 3 and 4.
    case bull = 0
    case bullmq3 = 3
    case bullmq4 = 4
    case bullmq5 = 5
    case bullmq6 = 6

    /// The older layout first.
    public static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
}
