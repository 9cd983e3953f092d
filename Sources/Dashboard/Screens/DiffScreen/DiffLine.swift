import Queues

/// A line of the diff.
enum DiffLine: Equatable, Sendable {
    /// The head of a section: the number of different fields among the compared ones, and a note.
    case section(DiffSection, differing: Int, fields: Int, note: String?, isUnknown: Bool)
    case row(DiffSection, DiffRow)
    /// A line that stands for equal fields.
    case equal(DiffSection, count: Int)

    /// The section that it belongs to.
    var section: DiffSection {
        switch self {
        case .section(let section, _, _, _, _), .row(let section, _), .equal(let section, _): section
        }
    }

    /// The field; nil on other lines.
    var row: DiffRow? { if case .row(_, let row) = self { row } else { nil } }
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
    var differing: Int { parts.reduce(0) { $0 + Self.differing($1.rows) } }

    private static func differing(_ rows: [DiffRow]) -> Int { rows.count { $0.kind == .different } }

    /// Returns the lines. Successive equal fields become one line, unless their section is unfolded or a filter is set.
    func lines(unfolding unfolded: Set<DiffSection>, filter: String) -> [DiffLine] {
        let needle = Needle(filter)
        return parts.flatMap { part -> [DiffLine] in
            let rows = needle.isEmpty ? part.rows : part.rows.filter { $0.texts.contains(where: needle.isFound) }
            let head = DiffLine.section(
                part.section, differing: Self.differing(part.rows), fields: part.rows.count, note: part.note,
                isUnknown: part.rows.contains { $0.kind == .unknown })
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
