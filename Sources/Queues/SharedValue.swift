/// A large value that copies share until one of them changes it. Thousands of queues are kept by the store, the screen and
/// its lists at the same time.
struct SharedValue<Value: Sendable>: Sendable {
    /// Only an owner that is alone changes the value, so that threads never do at the same time.
    private final class Storage: @unchecked Sendable {
        var value: Value

        init(_ value: Value) { self.value = value }
    }

    private var storage: Storage

    init(_ value: Value) { storage = Storage(value) }

    /// The value.
    var value: Value {
        _read { yield storage.value }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}

extension SharedValue: Equatable where Value: Equatable {
    static func == (left: SharedValue, right: SharedValue) -> Bool {
        left.storage === right.storage || left.storage.value == right.storage.value
    }
}
