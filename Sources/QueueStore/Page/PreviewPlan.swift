import Queues
import Redis

/// What is read of the job that a page previews, besides its row.
struct PreviewPlan {
    /// The texts of its row, which come with the same pipeline.
    let text: RowTextPlan
    private let pieces: PiecePlan

    /// Returns the command that goes with those for the rows.
    static func commands(_ hash: [UInt8]) -> [Command] { [.on(hash, "HSTRLEN", "stacktrace")] }

    /// What is not in `known`. The error and the progress are in the row.
    init(_ text: RowTextPlan, stackLength: Int, known: [LargeField: Excerpt], _ abilities: Abilities) {
        self.text = text
        let lengths: [LargeField: Int] = [
            .data: text.fields.length("data"), .returnvalue: text.fields.length("returnvalue"),
            .stacktrace: stackLength,
        ]
        // The length of the traces is not in the fingerprint of the row.
        let valid = known.filter { lengths[$0.key] == $0.value.total }
        pieces = PiecePlan(
            hash: text.key.queue.key(of: text.key.id), lengths: lengths, pieceLength: JobPage.previewLength,
            known: valid, abilities)
    }

    var commands: [Command] { pieces.commands }

    /// Returns the fields, once read. Sets `isForbidden` where scripts are not permitted.
    func fields(_ replies: inout Replies, isForbidden: inout Bool) throws(Trouble) -> [LargeField: Excerpt] {
        try pieces.pieces(&replies, isForbidden: &isForbidden).fields
    }

    /// Returns the job, with the texts of its row as what they are: the beginnings of two of its fields.
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

/// The fields of the job that was previewed last, so that one that does not change is not fetched every second.
struct PreviewCache {
    /// A value may be replaced by one of the same length, so they are read again after this time, in ms.
    private static let lifetime: Milliseconds = 30_000

    private var key: JobPlace?
    private var fingerprint: [[UInt8]] = []
    private var readAt: Milliseconds = 0
    private var kept: [LargeField: Excerpt] = [:]

    /// Returns the fields that are still right.
    func fields(of text: RowTextPlan, now: Milliseconds) -> [LargeField: Excerpt] {
        isRight(for: text, now: now) ? kept : [:]
    }

    /// Keeps what was read, in place of the job before.
    mutating func keep(_ fields: [LargeField: Excerpt], of text: RowTextPlan, now: Milliseconds) {
        if !isRight(for: text, now: now) { readAt = now }
        (key, fingerprint, kept) = (text.key, text.fields.fingerprint, fields)
    }

    private func isRight(for text: RowTextPlan, now: Milliseconds) -> Bool {
        key == text.key && fingerprint == text.fields.fingerprint && now < readAt + Self.lifetime
    }
}
