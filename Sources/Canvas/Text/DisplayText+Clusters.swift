extension DisplayText {
    /// The text of one cell, or of two: a spacing scalar and its marks.
    public struct Cluster: Hashable, Sendable {
        /// The text: one to five scalars.
        public let text: String
        /// The width: 1 or 2 columns.
        public let width: Int
    }

    /// The clusters of a text, found one at a time.
    public struct Clusters: Sequence, IteratorProtocol, Sendable {
        private var rest: Substring.UnicodeScalarView
        private let isASCII: Bool

        init(_ text: DisplayText) {
            rest = Substring(text.plain).unicodeScalars
            isASCII = text.isASCII
        }

        /// Returns the next cluster, or nil at the end.
        public mutating func next() -> Cluster? {
            guard let base = rest.popFirst() else { return nil }
            guard !isASCII else { return Cluster(text: String(base), width: 1) }
            var text = String(base)
            while let mark = rest.first, mark.value > 0x7F, ScalarClass(mark.value) == .mark {
                text.unicodeScalars.append(mark)
                rest.removeFirst()
            }
            return Cluster(text: text, width: ScalarClass(base.value) == .wide ? 2 : 1)
        }
    }

    /// The clusters, cell by cell.
    public var clusters: Clusters { Clusters(self) }
}

extension Unicode.Scalar {
    /// The columns of a scalar that is always drawn as it is, unless a scalar that is not so follows it: not a mark,
    /// not a joiner, nothing that needs a stand-in. Nil for all others.
    public var plainColumns: Int? {
        switch value {
        case 0..<0x20, 0x7F, 0x200C...0x200D, 0xFE00...0xFE0F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0xE0000...: nil
        case 0x20..<0x7F: 1
        default:
            switch ScalarClass(value) {
            case .narrow: 1
            case .wide: 2
            case .mark, .refused: nil
            }
        }
    }

    /// The columns of a scalar that display text may contain: 0 for a mark, 1 or 2.
    public var columns: Int {
        switch ScalarClass(value) {
        case .mark: 0
        case .wide: 2
        case .narrow, .refused: 1
        }
    }
}
