import Queues

/// Two jobs side by side: data, options and timing, aligned by path.
struct DiffScreen: Equatable, Sendable {
    let request: PairRequest
    /// The two jobs as they were read last.
    private(set) var pair: Snapshot<JobPair>?
    /// The text that a field or a value must contain.
    private(set) var filter = ""
    var cursor = ListCursor()
    /// The listed lines.
    private(set) var lines: [DiffLine] = []
    /// The sections whose equal fields are shown.
    private var unfolded: Set<DiffSection> = []
    private(set) var text: DiffText?

    init(_ request: PairRequest) { self.request = request }

    /// Creates the diff of the two marked jobs on a screen, or of the one under the cursor and the nearest completed
    /// job; nil where neither can be compared.
    init?(of screen: any ScreenBehavior) {
        guard Self.reason(on: screen, KeyNames()) == nil else { return nil }
        let marked = Self.marked(on: screen)
        if marked.count == 2 {
            // A completed job comes on the right.
            let places = marked.sorted { $0.state != .completed && $1.state == .completed }.map { $0.place }
            request = PairRequest(left: places[0], right: places[1])
        } else if let target = screen.target {
            request = PairRequest(left: JobPlace(queue: target.queue, id: target.job))
        } else {
            return nil
        }
    }

    /// Returns the reason why nothing can be compared on a screen; nil where something can.
    static func reason(on screen: any ScreenBehavior, _ keys: KeyNames) -> String? {
        if screen.hasMarks {
            let marked = marked(on: screen)
            if marked.count == 2 { return nil }
            return "Mark two jobs to compare them; \(keys[.mark(.toggle)]) marks one."
        }
        guard let target = screen.target else { return screen.reasonWithoutTarget(keys) }
        guard target.state == .completed else { return nil }
        return "A completed job is compared with another one: mark two with \(keys[.mark(.toggle)])."
    }

    private static func marked(on screen: any ScreenBehavior) -> [(place: JobPlace, state: JobState)] {
        screen.markedSelections.flatMap { selection -> [(place: JobPlace, state: JobState)] in
            guard case .marked(let jobs) = selection.scope else { return [] }
            return jobs.map { (JobPlace(queue: selection.queue, id: $0), selection.state) }
        }
    }

    /// The line under the cursor.
    var current: DiffLine? { lines.indices.contains(cursor.index) ? lines[cursor.index] : nil }

    /// Takes a reading.
    mutating func receive(_ snapshot: Snapshot<JobPair>) {
        let isNew = pair?.content != snapshot.content
        pair = snapshot
        guard isNew else { return }
        let isFirst = text == nil
        text = DiffText(snapshot.content)
        arrange()
        // The cursor begins at the first difference.
        guard isFirst, let row = lines.firstIndex(where: { $0.row?.kind == .different }) else { return }
        cursor.move(to: row, count: lines.count)
    }

    /// Folds the equal fields of the section under the cursor, or shows them.
    mutating func setFolded(_ isFolded: Bool) {
        guard let section = current?.section else { return }
        if isFolded { unfolded.remove(section) } else { unfolded.insert(section) }
        arrange()
        guard isFolded, current?.section != section else { return }
        let head = lines.firstIndex { $0.section == section } ?? 0
        cursor.move(to: head, count: lines.count)
    }

    /// Whether the equal fields of the section under the cursor are folded.
    var isFolded: Bool { current.map { !unfolded.contains($0.section) } ?? true }

    /// Lists only lines that contain `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) { cursor.move(by: distance, count: lines.count) }

    private mutating func arrange() {
        lines = text?.lines(unfolding: unfolded, filter: filter) ?? []
        cursor.move(by: 0, count: lines.count)
    }
}
