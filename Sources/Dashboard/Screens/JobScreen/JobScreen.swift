import Canvas
import Queues

/// One job with all its details: a summary, and below it one section at a time.
struct JobScreen: Equatable, Sendable {
    let queue: QueueID
    let id: JobID
    /// The section that is shown.
    private(set) var section = JobSection.data
    /// The job as it was read last; nil until then. A job that is gone keeps it.
    private(set) var detail: JobDetail?
    /// The time of the last reading, and the request that it answered.
    var (reading, answered): (Reading?, JobRequest?)
    /// Whether the server has no such job (any more).
    private(set) var isGone = false
    /// Whether long lines are wrapped.
    private(set) var wraps = true
    /// Whether the operator wants strings as they are stored, and whether the terminal could not show them decoded.
    private(set) var (wantsRaw, needsRaw) = (false, false)
    /// The text that is searched for; nil without a search.
    private(set) var query: String?
    /// The attempts with a stack trace; nil without any that can be read.
    private(set) var attempts: JobAttempts?
    /// The shown attempt: the number of traces after it.
    private(set) var place = 0
    var panes: [JobSection: Pane] = [:]
    var offsets: [LargeField: Int] = [:]
    var log = JobLog()
    private var isSectionChosen = false

    /// A section that was already shown.
    struct Pane: Equatable, Sendable {
        var content: JobContent
        var note: JobNote?
        var view: TextView
        /// The direction in which the operator turned to a page that is still to come; 0 for none.
        var turned = 0
    }

    /// Creates the job, of which nothing is known yet.
    init(queue: QueueID, id: JobID) {
        self.queue = queue
        self.id = id
    }

    /// The request for this screen.
    var request: JobRequest {
        var request = JobRequest(queue: queue, id: id, offsets: offsets, logLine: log.line)
        request.logSearch = section == .logs ? log.search : nil
        request.wantsHistory = section == .error && attempts != nil
        return request
    }

    /// Takes the answer to `request`; nil where the job does not exist.
    mutating func receive(_ detail: JobDetail?) {
        isGone = detail == nil
        guard let detail else { return }
        let old = self.detail
        self.detail = detail
        if !isSectionChosen {
            isSectionChosen = true
            section = detail.row.state == .failed || JobFailure(detail) != nil ? .error : .data
        }
        if old != detail {
            attempts = JobAttempts(detail)
            keepAttempt(old?.row)
        }
        keepPieces()
        take(detail.logSearch)
        refreshPane()
        reachTarget()
    }

    /// The job as an operation names it; nil until it was read, and where it is gone or in no list.
    var target: Operation.Target? {
        guard !isGone, let state = detail?.row.state else { return nil }
        return Operation.Target(queue: queue, job: id, state: state)
    }

    /// Shows a section.
    mutating func show(_ section: JobSection) {
        self.section = section
        isSectionChosen = true
        refreshPane()
        panes[section]?.view.highlight(query)
    }

    /// Shows the section a number of tabs to the right, or to the left, as far as there are any.
    mutating func showSection(after steps: Int) {
        let all = JobSection.allCases
        guard let index = all.firstIndex(of: section) else { return }
        let limited = min(max(steps, -all.count), all.count)
        show(all[min(max(0, index + limited), all.count - 1)])
    }

    /// Shows the attempt `steps` tabs further, which is an earlier one, as far as there are any.
    mutating func showAttempt(after steps: Int) {
        if section != .error { show(.error) }
        let last = max(0, (attempts?.entries.count ?? 0) - 1)
        let chosen = min(max(0, place + min(max(steps, -last), last)), last)
        guard chosen != place else { return }
        place = chosen
        panes[.error] = nil
        refreshPane()
        panes[.error]?.view.highlight(query)
    }

    /// Keeps the shown attempt when the job has failed again. The newest one stays the newest.
    private mutating func keepAttempt(_ old: JobRow?) {
        if place > 0, let before = old?.attemptsMade, let made = detail?.row.attemptsMade, made > before {
            place += min(made - before, 1_000_000)
        }
        place = min(place, max(0, (attempts?.entries.count ?? 0) - 1))
    }

    /// Whether the strings of JSON are shown as they are stored.
    var isRaw: Bool { wantsRaw || needsRaw }

    /// Shows strings as they are stored, or decoded for reading.
    mutating func toggleRaw() { showStrings(wantsRaw: !wantsRaw, needsRaw: needsRaw) }

    /// Adapts strings to the terminal: where it draws ASCII only, an escape says more than a question mark.
    mutating func adapt(to glyphs: Glyphs) { showStrings(wantsRaw: wantsRaw, needsRaw: glyphs.isASCII) }

    private mutating func showStrings(wantsRaw: Bool, needsRaw: Bool) {
        let before = isRaw
        (self.wantsRaw, self.needsRaw) = (wantsRaw, needsRaw)
        guard isRaw != before else { return }
        for (section, pane) in panes { panes[section] = pane.replaced(by: pane.content, isRaw: isRaw) }
    }

    /// Turns the wrapping of long lines on or off.
    mutating func toggleWrap() {
        wraps.toggle()
        for section in panes.keys { panes[section]?.view.setWraps(wraps) }
    }

    /// Searches the section from the top row on a job screen of this size; nil or an empty text ends the search.
    mutating func search(_ query: String?, in size: Size) {
        self.query = query.flatMap { $0.isEmpty ? nil : $0 }
        let body = layout(in: Rect(size)).body.size
        if self.query != log.search?.text {
            if log.showsFound { toggleFound() }
            log.forget()
        }
        panes[section]?.view.search(self.query, in: body)
    }

    /// Updates the text of the section from the last reading, and keeps its place.
    mutating func refreshPane() {
        guard let detail else { return }
        let content = JobContent(section, of: detail, place: place, log: log)
        guard let pane = panes[section] else {
            let (document, note) = content.text(isRaw: isRaw)
            let view = TextView(document, wraps: wraps, atEnd: section == .logs)
            panes[section] = Pane(content: content, note: note, view: view)
            return
        }
        if pane.content != content { panes[section] = pane.replaced(by: content, isRaw: isRaw) }
    }
}
