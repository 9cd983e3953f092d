import Queues
import Redis

/// The data that is read of the previewed job of a page, besides its row.
struct PreviewPlan {
    /// The texts of its row, which come in the same pipeline.
    let text: RowTextPlan
    private let pieces: PiecePlan

    /// Returns the command that is sent with those for the rows.
    static func commands(_ hash: [UInt8]) -> [Command] { [.on(hash, "HSTRLEN", "stacktrace")] }

    /// Creates a plan for the fields that are not in `known`. The failed reason and the progress are in the row.
    init(_ text: RowTextPlan, stackLength: Int, known: [LargeField: Excerpt], _ abilities: Abilities) {
        self.text = text
        let lengths: [LargeField: Int] = [
            .data: text.fields.length("data"), .returnvalue: text.fields.length("returnvalue"),
            .stacktrace: stackLength,
        ]
        // The fingerprint of the row does not include the length of the traces.
        let valid = known.filter { lengths[$0.key] == $0.value.total }
        pieces = PiecePlan(
            hash: text.key.queue.key(of: text.key.id), lengths: lengths, pieceLength: JobPage.previewLength,
            known: valid, abilities)
    }

    var commands: [Command] { pieces.commands }

    /// Returns the fields from the replies. Sets `isForbidden` where scripts are not permitted.
    func fields(_ replies: inout Replies, isForbidden: inout Bool) throws(Trouble) -> [LargeField: Excerpt] {
        try pieces.pieces(&replies, isForbidden: &isForbidden).fields
    }

    /// Returns the job, with the texts of its row as the beginnings of two of its fields.
    func detail(_ row: JobRow, _ fields: [LargeField: Excerpt]) -> JobDetail {
        var detail = JobDetail(row: row)
        detail.fields = fields
        for (field, bytes) in [(LargeField.failedReason, row.failedReason), (.progress, row.progress)] {
            let total = max(bytes.count, text.fields.length(field.rawValue))
            if !bytes.isEmpty { detail.fields[field] = Excerpt(bytes: bytes, total: total) }
        }
        return detail
    }
}

/// The fields of the job that was previewed last, so that an unchanged job is not read every second.
struct PreviewCache {
    /// The time after which they are read again, in ms: a value may be replaced by one of the same length.
    private static let lifetime: Milliseconds = 30_000

    private var key: JobPlace?
    private var fingerprint: [[UInt8]] = []
    private var readAt: Milliseconds = 0
    private var kept: [LargeField: Excerpt] = [:]

    /// Returns the cached fields that are still valid.
    func fields(of text: RowTextPlan, now: Milliseconds) -> [LargeField: Excerpt] {
        isRight(for: text, now: now) ? kept : [:]
    }

    /// Stores the fields that were read, in place of those of another job.
    mutating func keep(_ fields: [LargeField: Excerpt], of text: RowTextPlan, now: Milliseconds) {
        if !isRight(for: text, now: now) { readAt = now }
        (key, fingerprint, kept) = (text.key, text.fields.fingerprint, fields)
    }

    private func isRight(for text: RowTextPlan, now: Milliseconds) -> Bool {
        key == text.key && fingerprint == text.fields.fingerprint && now < readAt + Self.lifetime
    }
}
