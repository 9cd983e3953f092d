import Queues

/// A line of the diff.
enum DiffLine: Equatable, Sendable {
    case section(DiffSection, DiffHead)
    case row(DiffSection, DiffRow)
    /// A line that stands for equal fields.
    case equal(DiffSection, count: Int)

    /// The section that it belongs to.
    var section: DiffSection {
        switch self {
        case .section(let section, _), .row(let section, _), .equal(let section, _): section
        }
    }

    /// The field; nil on other lines.
    var row: DiffRow? { if case .row(_, let row) = self { row } else { nil } }
}

/// The head of a section: what its fields amount to.
struct DiffHead: Equatable, Sendable {
    /// The number of fields that differ.
    let differing: Int
    /// The number of fields that differ between any two jobs, so that it means nothing.
    let incidental: Int
    /// The number of all other fields.
    let compared: Int
    let note: String?
    /// Whether some fields cannot be compared.
    let isUnknown: Bool

    init(_ rows: [DiffRow], _ note: String?) {
        differing = rows.count { $0.kind == .different }
        incidental = rows.count { $0.kind == .incidental }
        compared = rows.count - incidental
        isUnknown = rows.contains { $0.kind == .unknown }
        self.note = note
    }

    /// What is said of the section: `2 of 12 differ, 3 always do`.
    var words: String {
        guard compared + incidental > 0 else { return "nothing" }
        guard !isUnknown else { return "not compared" }
        let usual = incidental == 0 ? "" : ", \(incidental) always \(incidental == 1 ? "does" : "do")"
        let all = Format.count(compared)
        return (differing == 0 ? "none of \(all) differs" : "\(Format.count(differing)) of \(all) differ") + usual
    }
}

/// The lines of two compared jobs.
struct DiffText: Equatable, Sendable {
    private var parts: [Part] = []

    private struct Part: Equatable {
        let section: DiffSection
        let rows: [DiffRow]
        let note: String?
    }

    /// Compares a pair.
    init(_ pair: JobPair) {
        guard pair.left != nil, pair.right != nil else { return }
        parts = DiffSection.allCases.map { section in
            let (rows, note) = section.rows(pair)
            return Part(section: section, rows: rows, note: note)
        }
    }

    /// The number of fields that differ.
    var differing: Int { parts.reduce(0) { $0 + DiffHead($1.rows, nil).differing } }

    /// Returns the lines. Successive equal fields become one line, unless their section is unfolded or a filter is set.
    func lines(unfolding unfolded: Set<DiffSection>, filter: String) -> [DiffLine] {
        let needle = Needle(filter)
        return parts.flatMap { part -> [DiffLine] in
            let rows = needle.isEmpty ? part.rows : part.rows.filter { $0.texts.contains(where: needle.isFound) }
            let head = DiffLine.section(part.section, DiffHead(part.rows, part.note))
            guard needle.isEmpty, !unfolded.contains(part.section) else {
                return [head] + rows.map { .row(part.section, $0) }
            }
            // The head shows that all fields are equal.
            return [head] + (rows.allSatisfy { $0.kind == .equal } ? [] : Self.folded(rows, part.section))
        }
    }

    private static func folded(_ rows: [DiffRow], _ section: DiffSection) -> [DiffLine] {
        var lines: [DiffLine] = []
        for row in rows {
            guard row.kind == .equal else {
                lines.append(.row(section, row))
                continue
            }
            if case .equal(_, let count) = lines.last {
                lines[lines.count - 1] = .equal(section, count: count + 1)
            } else {
                lines.append(.equal(section, count: 1))
            }
        }
        return lines
    }
}

extension DiffRow {
    /// The texts that a filter looks at.
    fileprivate var texts: [[UInt8]] {
        [path]
            + [left, right].compactMap { value in
                if case .text(let text) = value { text } else { nil }
            }
    }
}
