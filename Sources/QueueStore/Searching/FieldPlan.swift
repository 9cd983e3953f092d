import Queues
import Redis

/// The fields of jobs that are read, and how much of each.
struct FieldPlan {
    /// The part of a field that is read.
    enum Extent: Equatable {
        case whole
        case first(Int)
        case last(Int)
    }

    let fields: [(field: SearchField, extent: Extent)]
    /// The largest field that is read, in bytes. Where a script cuts values, it cuts larger ones, too.
    let limit: Int
    /// The largest whole field that a script reads: a pipeline reads a larger one in a fraction of the server's time.
    private var scriptLimit: Int { min(limit, SearchRequest.sizeLimit) }
    /// Whether a pipeline reads the fields that are too large for the script.
    var readsLarge: Bool { limit > scriptLimit }
    /// The conditions that a script can test.
    let conditions: [Query.Necessity]

    /// Creates the plan of a search.
    init(_ request: SearchRequest) {
        let own = request.query.fieldsByUse
        let wanted = own.whole.union([.timestamp]).sorted { $0.rawValue < $1.rawValue }
        let cut: [(SearchField, Extent)] = own.forCause.subtracting(own.whole).map { ($0, Self.extentForCause(of: $0)) }
        fields = wanted.map { ($0, .whole) } + cut
        limit = request.readsLarge ? .max : SearchRequest.sizeLimit
        conditions = request.query.necessities
    }

    /// The fields from which causes are made. The time of a failure is the job's score (data model, 1.2).
    static let causes = FieldPlan(
        fields: [.name, .failedReason, .stacktrace].map { ($0, extentForCause(of: $0)) })

    /// The fields that are compared between jobs, and those that decide the cause.
    static let comparison = FieldPlan(
        fields: [.name, .finishedOn, .failedReason, .stacktrace].map { ($0, extentForCause(of: $0)) }
            + [.data, .opts, .worker, .scheduler, .parentKey].map { ($0, .whole) })

    private init(fields: [(SearchField, Extent)]) {
        self.fields = fields
        limit = SearchRequest.sizeLimit
        conditions = []
    }

    private static func extentForCause(of field: SearchField) -> Extent {
        switch field {
        case .failedReason: .first(Fingerprint.reasonLimit)
        case .stacktrace: .last(Fingerprint.stackLimit)
        case .name: .first(JobRow.textLimit)
        case .data, .opts, .returnvalue, .progress, .timestamp, .processedOn, .finishedOn, .attemptsMade,
            .attempts,
            .priority, .delay, .worker, .scheduler, .parentKey, .deduplicationID:
            .whole
        }
    }

    /// Returns the arguments of `Scripts/Shared/search.lua`. Cut fields are measured where some jobs of the queue are known to
    /// have huge ones.
    func arguments(for queue: QueueID, measuresCut: Bool) -> [[UInt8]] {
        let numbers = [
            scriptLimit, measuresCut ? 1 : 0, queue.base.count + 1, testedPlace.map { $0 + 1 } ?? 0, fields.count,
        ]
        var words = numbers.map { Array(String($0).utf8) }
        for (field, extent) in fields {
            words.append(Array(field.key.utf8))
            words.append(Array(String(Self.mode(of: field, extent)).utf8))
        }
        words.append(Array(String(conditions.count).utf8))
        for condition in conditions {
            words += [condition.ignoresCase, condition.includesID].map { Array(($0 ? "1" : "0").utf8) }
            words += [Array(String(condition.texts.count).utf8)] + condition.texts
            let places = condition.fields.compactMap { wanted in fields.firstIndex { $0.field == wanted } }
            words += [places.count].map { Array(String($0).utf8) } + places.map { Array(String($0 + 1).utf8) }
        }
        return words
    }

    /// The place of the whole field that all conditions look at, where they look at no other one.
    private var testedPlace: Int? {
        let tested = Set(conditions.flatMap(\.fields))
        guard let field = tested.first, tested.count == 1 else { return nil }
        return fields.firstIndex { $0.field == field && $0.extent == .whole }
    }

    private static func mode(of field: SearchField, _ extent: Extent) -> Int {
        switch extent {
        case .whole: field.mayBeLarge ? 1 : 0
        case .first(let count): count
        case .last(let count): -count
        }
    }

    /// The modes of the cut fields as the script has them.
    var cutModes: [Int] { cutPlaces.map { Self.mode(of: fields[$0].field, fields[$0].extent) } }
    /// The places of the fields that are cut, and of those that are read whole although they may be large.
    var cutPlaces: [Int] { fields.indices.filter { fields[$0].extent != .whole } }
    var largePlaces: [Int] { fields.indices.filter { fields[$0].extent == .whole && fields[$0].field.mayBeLarge } }

    /// Returns the wanted part of a value.
    func cut(_ value: [UInt8], to extent: Extent) -> [UInt8] {
        switch extent {
        case .whole: value
        case .first(let count): value.count <= count ? value : Array(value.prefix(count))
        case .last(let count): value.count <= count ? value : Array(value.suffix(count))
        }
    }
}
