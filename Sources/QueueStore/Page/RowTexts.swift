import Queues
import Redis

/// The texts of a job in a row, each cut to `JobRow.textLimit` bytes.
struct RowTexts {
    /// The longest field that is read whole for a row, in bytes; a script cuts the beginning off a longer one.
    static let wholeLimit = 8 * 1_024

    var name: [UInt8] = []
    var progress: [UInt8] = []
    var failedReason: [UInt8] = []
    /// The maximum number of attempts; nil while `opts` is too long.
    var attemptsAllowed: Int?
    /// The fingerprint of the fields when the texts were read.
    var fingerprint: [[UInt8]] = []

    func write(to row: inout JobRow) {
        row.name = name
        row.progress = progress
        row.failedReason = failedReason
        row.attemptsAllowed = attemptsAllowed
    }

    /// Stores the beginning of a field's value.
    mutating func absorb(_ field: String, _ value: [UInt8]?, isWhole: Bool) {
        let beginning = Array((value ?? []).prefix(JobRow.textLimit))
        switch field {
        case "name": name = beginning
        case "progress": progress = beginning
        case "failedReason": failedReason = beginning
        case "opts": attemptsAllowed = isWhole ? JobOptions.attempts(in: value ?? []) : nil
        default: break
        }
    }
}

/// The texts of one job that are to be read.
struct RowTextPlan {
    let key: JobPlace
    let fields: JobFields
    private let whole: [String]
    private let cut: [String]

    /// Creates a plan for the texts that are not in `known`. Progress may change without a trace, so it is always read.
    init(_ key: JobPlace, _ fields: JobFields, known: RowTexts?, canCut: Bool) {
        self.key = key
        self.fields = fields
        guard fields.isMeasured else {
            // Of long ones only the beginning is kept.
            (whole, cut) = (JobFields.texts, [])
            return
        }
        let isKnown = known?.fingerprint == fields.fingerprint
        let wanted = (isKnown ? ["progress"] : JobFields.texts).filter { fields.length($0) > 0 }
        whole = wanted.filter { fields.length($0) <= RowTexts.wholeLimit }
        // A part of the options is of no use.
        cut = canCut ? wanted.filter { fields.length($0) > RowTexts.wholeLimit && $0 != "opts" } : []
    }

    var commands: [Command] {
        let hash = key.queue.key(of: key.id)
        let reading = whole.isEmpty ? [] : [Command("HMGET", arguments: [hash] + whole.map { Array($0.utf8) })]
        return reading + cut.map { StoreScript.excerpt(of: $0, in: hash, from: 0, count: JobRow.textLimit) }
    }

    /// Returns the texts from the replies. `known` are the cached ones. Sets `isForbidden` where scripts are not
    /// permitted.
    func texts(
        _ known: RowTexts?, _ replies: inout Replies, isForbidden: inout Bool
    ) throws(Trouble) -> RowTexts {
        var texts = known?.fingerprint == fields.fingerprint ? known ?? RowTexts() : RowTexts()
        if texts.fingerprint.isEmpty { texts.attemptsAllowed = fields.lengths["opts"] == 0 ? 1 : nil }
        if !whole.isEmpty {
            var values = try replies.nextFields(whole.count)
            for field in whole {
                let value = values.reply()
                let text = value.isNull ? nil : try value.excerpt()
                texts.absorb(field, text?.bytes, isWhole: text.map { $0.bytes.count == $0.length } ?? true)
            }
        }
        for field in cut {
            let reply = replies.reply()
            if reply.isDeniedCommand {
                isForbidden = true
            } else {
                texts.absorb(field, try reply.optionalBytes(), isWhole: false)
            }
        }
        texts.fingerprint = fields.fingerprint
        return texts
    }
}
