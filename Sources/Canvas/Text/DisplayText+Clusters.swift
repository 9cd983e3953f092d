extension DisplayText {
    /// What goes into one cell, or into two: a spacing scalar and the marks on it.
    public struct Cluster: Hashable, Sendable {
        /// One to five scalars.
        public let text: String
        /// 1 or 2 columns.
        public let width: Int
    }

    /// The clusters of a text, found while they are asked for.
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

    /// What is drawn, cell by cell.
    public var clusters: Clusters { Clusters(self) }
}

extension Unicode.Scalar {
    /// The columns of a scalar that is shown as it is wherever it stands, unless one that is not so follows it: no mark, no
    /// joiner, nothing that needs a stand-in. nil for all others.
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

    /// Columns of a scalar that display text may hold: 0 for a mark, 1 or 2.
    public var columns: Int {
        switch ScalarClass(value) {
        case .mark: 0
        case .wide: 2
        case .narrow, .refused: 1
        }
    }
}
