extension RemovedJob {
    /// The records of a job about its children; each child is named by its key (data model, 1.8).
    public struct ChildRecords: Hashable, Sendable {
        /// The children that it waited for.
        public var pending: [[UInt8]] = []
        /// Children that completed, each followed by its return value.
        public var processed: [[UInt8]] = []
        /// Children whose failure was ignored, each followed by its failed reason.
        public var failed: [[UInt8]] = []
        /// Children whose failure fails the job, each followed by its score.
        public var unsuccessful: [[UInt8]] = []

        /// Creates the records of a job without children.
        public init() {}
    }

    /// The parent that waited for a job, and the place of that parent.
    public struct ParentLink: Hashable, Sendable {
        /// The key of its hash.
        public var key: [UInt8]
        /// The base of its queue, `prefix:name`.
        public var base: [UInt8]
        /// Its id.
        public var id: JobID
        /// The library's name of the list or sorted set that it was in.
        public var place: [UInt8]
        /// Its score there; empty in a list.
        public var score: [UInt8]

        /// Creates a parent at this place.
        public init(key: [UInt8], base: [UInt8], id: JobID, place: [UInt8], score: [UInt8]) {
            self.key = key
            self.base = base
            self.id = id
            self.place = place
            self.score = score
        }
    }

    /// A deduplication id that a job owned.
    public struct OwnedDeduplication: Hashable, Sendable {
        /// The deduplication id.
        public var id: [UInt8]
        /// The time at which it expires, ms since 1970; nil for never.
        public var expiry: Milliseconds?
        /// The fields of the job that is added when the owner has finished, each followed by its value; empty without
        /// such a job.
        public var next: [[UInt8]]

        /// Creates a deduplication id that is owned until `expiry`.
        public init(id: [UInt8], expiry: Milliseconds?, next: [[UInt8]] = []) {
            self.id = id
            self.expiry = expiry
            self.next = next
        }
    }
}
