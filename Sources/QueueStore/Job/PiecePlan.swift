import Queues
import Redis

/// The pieces of a job's large fields that are to be read, and how.
struct PiecePlan {
    /// The pieces that were read.
    struct Found {
        var fields: [LargeField: Excerpt]
        var deferredFailure: [UInt8]?
    }

    private enum Step {
        /// The value is short enough to be read whole.
        case whole(LargeField, offset: Int)
        /// A script reads the piece on the server.
        case piece(LargeField, offset: Int, total: Int)
        case deferredFailure(isShort: Bool)
    }

    private var found: Found
    private var steps: [Step] = []
    private let hash: [UInt8]
    /// The length above which a value is cut, in bytes.
    private let pieceLength: Int

    /// Creates a plan for the fields of these lengths, except those that are `known`.
    init(
        hash: [UInt8], lengths: [LargeField: Int], offsets: [LargeField: Int] = [:], pieceLength: Int,
        known: [LargeField: Excerpt] = [:], _ abilities: Abilities
    ) {
        self.hash = hash
        self.pieceLength = pieceLength
        found = Found(fields: known)
        for field in LargeField.allCases where known[field] == nil {
            guard let total = lengths[field], total > 0 else { continue }
            let offset = min(max(0, offsets[field] ?? 0), total)
            if total <= pieceLength {
                steps.append(.whole(field, offset: offset))
            } else if abilities.canRunScripts {
                steps.append(.piece(field, offset: offset, total: total))
            } else {
                found.fields[field] = Excerpt(bytes: [], offset: offset, total: total, isForbidden: true)
            }
        }
    }

    /// Creates a plan for the fields that the job has, except those that are `known`.
    init(_ request: JobRequest, _ reading: JobReading, known: [LargeField: Excerpt], _ abilities: Abilities) {
        self.init(
            hash: request.queue.key(of: request.id), lengths: reading.lengths, offsets: request.offsets,
            pieceLength: JobRequest.pieceLength, known: known, abilities)
        guard reading.deferredFailureLength > 0 else { return }
        let isShort = reading.deferredFailureLength <= RowTexts.wholeLimit
        found.deferredFailure = []
        if isShort || abilities.canRunScripts { steps.append(.deferredFailure(isShort: isShort)) }
    }

    var commands: [Command] {
        steps.map { step in
            switch step {
            case .whole(let field, _): .on(hash, "HGET", field.rawValue)
            case .piece(let field, let offset, _):
                StoreScript.excerpt(of: field.rawValue, in: hash, from: offset, count: pieceLength)
            case .deferredFailure(let isShort):
                isShort
                    ? .on(hash, "HGET", "defa")
                    : StoreScript.excerpt(of: "defa", in: hash, from: 0, count: JobRow.textLimit)
            }
        }
    }

    /// Returns the pieces from the replies. Sets `isForbidden` where scripts are not permitted.
    func pieces(_ replies: inout Replies, isForbidden: inout Bool) throws(Trouble) -> Found {
        var found = found
        for step in steps {
            let reply = replies.reply()
            switch step {
            case .whole(let field, let offset):
                guard let value = try reply.optionalBytes() else { continue }
                let piece = value.dropFirst(offset).prefix(pieceLength)
                found.fields[field] = Excerpt(
                    bytes: Array(piece), offset: min(offset, value.count), total: value.count)
            case .piece(let field, let offset, let total):
                let isRefused = reply.isDeniedCommand
                isForbidden = isForbidden || isRefused
                let bytes = isRefused ? nil : try reply.optionalBytes()
                found.fields[field] = Excerpt(
                    bytes: bytes ?? [], offset: offset, total: total, isForbidden: bytes == nil)
            case .deferredFailure:
                let bytes = reply.isDeniedCommand ? nil : try reply.optionalBytes()
                found.deferredFailure = Array((bytes ?? []).prefix(JobRow.textLimit))
            }
        }
        return found
    }
}
