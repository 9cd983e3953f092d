import JSONText
import Queues

/// A field of two jobs side by side.
struct DiffRow: Equatable, Sendable {
    /// The path of the field, `items[0].sku`, or its name.
    let path: [UInt8]
    /// Its values; nil where a job does not have it.
    let left: DiffValue?
    let right: DiffValue?
    private(set) var kind: Kind
    /// Whether the jobs differ in what is hidden: both values look the same.
    private(set) var isHidden = false

    init(path: [UInt8], left: DiffValue?, right: DiffValue?, kind: Kind) {
        (self.path, self.left, self.right, self.kind) = (path, left, right, kind)
    }

    /// Returns the row as one whose hidden parts differ, if they do.
    func hiding(_ differs: Bool) -> DiffRow {
        guard differs, kind == .equal else { return self }
        var row = self
        (row.kind, row.isHidden) = (.different, true)
        return row
    }

    /// Returns a value as text; nil where the job does not have it. The right one says where the difference is hidden.
    func text(_ side: KeyPath<DiffRow, DiffValue?>, in zone: ClockZone) -> [UInt8]? {
        guard let bytes = self[keyPath: side]?.bytes(in: zone) else { return nil }
        return isHidden && side == \.right ? bytes + Array("  differs, hidden".utf8) : bytes
    }

    /// The result of the comparison.
    enum Kind: Equatable {
        case equal, different
        /// The values always differ, as the times of two jobs do, so the difference means nothing.
        case incidental
        /// The values cannot be compared.
        case unknown
    }
}

/// A value as the diff shows it.
enum DiffValue: Equatable, Sendable {
    case text([UInt8])
    case moment(Milliseconds)

    /// The maximum number of bytes of a value that are kept; the whole value is compared.
    static let limit = 4_096
    /// The text after a value that was cut.
    static let cut = Array(" (cut at 4 KiB)".utf8)

    init(_ json: JSON) { self = Self.bounded(json.text()) }

    /// Returns a text, cut to the bytes that are kept.
    static func bounded(_ text: [UInt8]) -> DiffValue {
        .text(text.count > limit ? Array(text.prefix(limit)) + cut : text)
    }
}

/// A part of the diff.
enum DiffSection: String, CaseIterable, Sendable {
    case data, options, timing

    /// Returns the fields of the two jobs in this section, and a note.
    func rows(_ pair: JobPair) -> (rows: [DiffRow], note: String?) {
        switch self {
        case .data: Self.compare(pair, .data)
        case .options: Self.compare(pair, .opts)
        case .timing: (pair.timing, nil)
        }
    }

    /// Compares a JSON field. Where one side was not read whole, or is not valid JSON, the two texts are compared.
    private static func compare(_ pair: JobPair, _ field: LargeField) -> (rows: [DiffRow], note: String?) {
        let sides = [pair.left?.fields[field], pair.right?.fields[field]]
        let values = sides.map { $0.flatMap(json) }
        if zip(sides, values).allSatisfy({ $0 == nil || $1 != nil }) {
            let hidden = Set(pair.hidden.filter { $0.field == field }.map(\.path))
            let diff = JSONDiff(values[0], values[1], hidden: hidden)
            let words = "more than \(Format.count(JSONDiff.limit)) fields: the others are not compared"
            return (diff.rows, diff.isCut ? words : nil)
        }
        let isForbidden = sides.contains { $0?.isForbidden == true }
        let isCut = sides.contains { $0.map { !$0.isWhole } ?? false }
        let note =
            isForbidden
            ? "not compared: this user may not read it in pieces"
            : isCut
                ? "compared are the first \(Format.bytes(JobRequest.pieceLength))" : "not valid JSON, compared as text"
        return ([wholeRow(sides[0], sides[1]).hiding(pair.hidden.contains(HiddenDifference(field)))], note)
    }

    /// Returns the value of a field that was read whole; nil where it is not valid JSON.
    private static func json(_ excerpt: Excerpt) -> JSON? {
        guard excerpt.isWhole, !excerpt.isForbidden else { return nil }
        return try? JSON(excerpt.bytes)
    }

    private static func wholeRow(_ left: Excerpt?, _ right: Excerpt?) -> DiffRow {
        let isForbidden = left?.isForbidden == true || right?.isForbidden == true
        let bytes = [left?.bytes ?? [], right?.bytes ?? []]
        let isEqual = left?.total == right?.total && bytes[0] == bytes[1] && !isForbidden
        let place =
            zip(bytes[0], bytes[1]).enumerated().first { $1.0 != $1.1 }?.offset ?? min(bytes[0].count, bytes[1].count)
        let path = isForbidden ? "(too large to be read)" : isEqual ? "(all)" : "(from byte \(Format.count(place)) on)"
        func value(_ excerpt: Excerpt?) -> DiffValue? {
            excerpt.map { excerpt in
                let start = isEqual ? 0 : place
                let size = excerpt.isWhole ? "" : "  (of \(Format.bytes(excerpt.total)))"
                return .text(Array(excerpt.bytes.dropFirst(start).prefix(DiffValue.limit)) + size.utf8)
            }
        }
        return DiffRow(
            path: Array(path.utf8), left: value(left), right: value(right),
            kind: isForbidden ? .unknown : isEqual ? .equal : .different)
    }
}

extension JobPair {
    /// The times of the two jobs, and their states.
    fileprivate var timing: [DiffRow] {
        let rows = [left?.row, right?.row]
        func texts(_ name: String, _ value: (JobRow) -> [UInt8]?) -> DiffRow? {
            let values = rows.map { $0.flatMap(value) }.map { $0?.isEmpty == true ? nil : $0 }
            guard values.contains(where: { $0 != nil }) else { return nil }
            let (left, right) = (values[0].map(DiffValue.bounded), values[1].map(DiffValue.bounded))
            return DiffRow(
                path: Array(name.utf8), left: left, right: right, kind: values[0] == values[1] ? .equal : .different)
        }
        func moments(_ name: String, _ value: (JobRow) -> Milliseconds?) -> DiffRow? {
            let values = rows.map { $0.flatMap(value) }
            guard values.contains(where: { $0 != nil }) else { return nil }
            let isMissing = values.contains { $0 == nil }
            return DiffRow(
                path: Array(name.utf8), left: values[0].map(DiffValue.moment), right: values[1].map(DiffValue.moment),
                kind: isMissing ? .different : .incidental)
        }
        func number(_ name: String, _ value: (JobRow) -> Int?) -> DiffRow? {
            texts(name) { value($0).map { Array(Format.count($0).utf8) } }
        }
        return [
            texts("name") { $0.name },
            moments("added") { $0.timestamp }, moments("started") { $0.processedOn },
            moments("ended") { $0.finishedOn },
            span("waited") { ($0.timestamp, $0.processedOn) }, span("ran") { ($0.processedOn, $0.finishedOn) },
            number("attempts made") { $0.attemptsMade }, number("attempts allowed") { $0.attemptsAllowed },
            number("attempts started") { $0.attemptsStarted }, number("stalled") { $0.stalledCounter },
            number("priority") { $0.priority }, texts("worker") { $0.processedBy }, texts("scheduler") { $0.scheduler },
            texts("parent") { $0.parentKey }, number("size of data") { $0.dataLength },
            failure,
        ].compactMap(\.self)
    }

    /// The failed reasons. That only one of the jobs failed is visible in their states.
    private var failure: DiffRow? {
        let values = [left, right].map { job in job.flatMap { $0.row.failedReason.isEmpty ? nil : $0.row.failedReason }
        }
        guard values.contains(where: { $0 != nil }) else { return nil }
        let isOfBoth = values.allSatisfy { $0 != nil }
        let kind: DiffRow.Kind = !isOfBoth ? .incidental : values[0] == values[1] ? .equal : .different
        return DiffRow(
            path: Array("failure".utf8), left: values[0].map(DiffValue.bounded),
            right: values[1].map(DiffValue.bounded),
            kind: kind
        ).hiding(hidden.contains(HiddenDifference(.failedReason)))
    }

    /// Returns the lengths of time of both. The difference means something only where one is at least twice the other.
    private func span(_ name: String, _ times: (JobRow) -> (Milliseconds?, Milliseconds?)) -> DiffRow? {
        let spans = [left?.row, right?.row].map { row -> Milliseconds? in
            guard let ends = row.map(times), let start = ends.0, let end = ends.1 else { return nil }
            return Format.elapsed(from: start, to: end)
        }
        guard spans.contains(where: { $0 != nil }) else { return nil }
        let values = spans.map { $0.map { DiffValue.text(Array(Format.duration($0).utf8)) } }
        let isFar = Self.areFar(spans[0], spans[1])
        return DiffRow(
            path: Array(name.utf8), left: values[0], right: values[1], kind: isFar ? .different : .incidental)
    }

    private static func areFar(_ left: Milliseconds?, _ right: Milliseconds?) -> Bool {
        guard let left, let right else { return true }
        let (small, large) = (min(left, right), max(left, right))
        // Smaller differences come from the machine.
        guard large > 100 else { return false }
        return small <= 0 || Double(large) >= 2 * Double(small)
    }
}
