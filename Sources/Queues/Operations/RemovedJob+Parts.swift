extension RemovedJob {
    /// What a job knows of its children; each is named by its key (data model, 1.8).
    public struct ChildRecords: Hashable, Sendable {
        /// The children that it waited for.
        public var pending: [[UInt8]] = []
        /// Children that completed, and what they returned, in turns.
        public var processed: [[UInt8]] = []
        /// Children whose failure was ignored, and why they failed, in turns.
        public var failed: [[UInt8]] = []
        /// Children whose failure fails the job, and the score of each, in turns.
        public var unsuccessful: [[UInt8]] = []

        /// No children.
        public init() {}
    }

    /// The parent that waited for a job, and where it was.
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
        /// When it becomes free by itself, ms since 1970; nil for never.
        public var expiry: Milliseconds?
        /// The fields and values, in turns, of the job that is added when the owner has finished; empty where none is.
        public var next: [[UInt8]]

        /// Creates a deduplication id that is owned until `expiry`.
        public init(id: [UInt8], expiry: Milliseconds?, next: [[UInt8]] = []) {
            self.id = id
            self.expiry = expiry
            self.next = next
        }
    }
}
