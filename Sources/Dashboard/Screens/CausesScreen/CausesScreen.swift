import Canvas
import Queues

/// The failed jobs of a queue, or of all queues, grouped by their cause.
struct CausesScreen: Equatable, Sendable {
    /// The queue; nil for all queues.
    let queue: QueueID?
    /// The answer that was read last.
    private(set) var part: Snapshot<CausesPart>?
    /// The text that the reason, frame, names or queues must contain.
    private(set) var filter = ""
    /// The cursor among `rows`.
    var cursor = ListCursor()
    /// The fingerprint of the cause under the cursor.
    private(set) var selected: String?
    /// Whether there is a pane that shows the shared traits of a cause.
    var hasPane = false
    /// The explanations of causes so far, only the latest ones.
    private(set) var explanations: [CausesPart.Explanation] = []
    /// The listed causes.
    private(set) var rows: [Cause] = []
    private(set) var order = CauseOrder.count
    /// Whether the order is reversed: the least frequent, or the oldest, first.
    private(set) var isReversed = false
    /// The number of columns after the first one that are scrolled out.
    var sideways = 0
    /// Whether the operator has moved the cursor or has done something with its cause. Until then the first one has it.
    private var isHeld = false

    /// The maximum number of explanations that are kept.
    private static let explanationLimit = 50

    init(queue: QueueID?) { self.queue = queue }

    /// The cause under the cursor.
    var current: Cause? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// The shared traits of the cause under the cursor; nil while they are not known.
    var explanation: CausesPart.Explanation? { explanations.last { $0.cause == selected } }

    /// Takes a reading, and keeps the cursor on its cause.
    mutating func receive(_ snapshot: Snapshot<CausesPart>) {
        part = snapshot
        if let explanation = snapshot.content.explanation {
            explanations.removeAll { $0.cause == explanation.cause }
            explanations.append(explanation)
            explanations.removeFirst(max(0, explanations.count - Self.explanationLimit))
        }
        arrange()
    }

    /// Lists only causes that contain `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
    }

    /// Sets an order; the same one again is reversed.
    mutating func sort(by order: CauseOrder) {
        isReversed = order == self.order && !isReversed
        self.order = order
        arrange()
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        isHeld = true
        cursor.move(by: distance, count: rows.count)
        selected = current?.fingerprint.id
    }

    /// Lets the cursor stay with its cause from now on, wherever that goes in the list.
    mutating func hold() { isHeld = true }

    private mutating func arrange() {
        let needle = Needle(filter)
        let listed = (part?.content.report.causes ?? []).filter { cause in
            let texts = [cause.fingerprint.text] + cause.names + cause.queues.map(\.name)
            return needle.isEmpty || texts.contains(where: needle.isFound)
        }
        rows = order.sorted(listed, isReversed: isReversed)
        cursor.follow(isHeld ? selected : nil, in: rows) { $0.fingerprint.id }
        selected = current?.fingerprint.id
    }
}
