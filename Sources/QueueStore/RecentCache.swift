import Queues

/// A dictionary that forgets values that were not read lately, so that it stays small.
struct RecentCache<Key: Hashable, Value> {
    private let capacity: Int
    private var recent: [Key: Value] = [:]
    private var older: [Key: Value] = [:]

    /// Creates a cache of at most twice `capacity` values.
    init(capacity: Int) { self.capacity = capacity }

    subscript(key: Key) -> Value? {
        mutating get {
            if let value = recent[key] { return value }
            guard let value = older[key] else { return nil }
            insert(value, key)
            return value
        }
        set {
            guard let newValue else {
                recent[key] = nil
                older[key] = nil
                return
            }
            insert(newValue, key)
        }
    }

    private mutating func insert(_ value: Value, _ key: Key) {
        if recent.count >= capacity { (older, recent) = (recent, [:]) }
        recent[key] = value
    }
}
