internal import Dashboard
internal import Queues
internal import Synchronization
internal import Threads

/// Writes jobs to files, one export after the other, on a thread and a connection of its own: a slow disk must not stop the
/// screen.
final class Exporter: Sendable {
    private struct Order: Sendable {
        let export: Export
        let stop: StopSignal
    }

    private let thread: ServerThread<Order>
    /// The signal that ends the exports that have been ordered.
    private let current = Mutex(StopSignal())

    /// The minimum time between two reports of progress, in ms.
    private static let interval: Milliseconds = 250

    /// Waits for something to export, and posts its progress and what became of it.
    init(_ source: StoreSource, _ environment: Environment, to mailbox: Mailbox<Message>) {
        thread = ServerThread { orders, stop in
            orders.work(until: stop) { batch in
                for order in batch where !stop.isStopped {
                    var next = MonotonicClock.now + Self.interval
                    let outcome = Self.perform(order.export, source, environment, order.stop) { jobs in
                        guard MonotonicClock.now >= next else { return }
                        next = MonotonicClock.now + Self.interval
                        mailbox.post(.exporting(order.export, jobs: jobs))
                    }
                    mailbox.post(.exported(order.export, outcome))
                }
            }
        }
    }

    /// Exports this when those before are written.
    func export(_ export: Export) { thread.give(Order(export: export, stop: current.withLock { $0 })) }

    /// Stops the export under way, and begins none of those that wait. Incomplete files are removed.
    func cancel() {
        current.withLock {
            $0.stop()
            $0 = StopSignal()
        }
    }

    /// Ends it, and waits for its end. An incomplete file is removed.
    func stop() {
        cancel()
        thread.stop()
    }

    /// Writes the file of an export, and calls `progress` with the number of jobs written so far.
    static func perform(
        _ export: Export, _ source: StoreSource, _ environment: Environment, _ stop: StopSignal? = nil,
        progress: (Int) -> Void = { _ in }
    ) -> ExportOutcome {
        guard stop?.isStopped != true else { return .stopped }
        do throws(FileFailure) {
            let file = try NewFile(environment.expanded(export.path), replaces: export.replaces)
            let session = CommandSession(exportingFrom: source, environment, stop) { file.write($0) }
            let jobs: Int
            do throws(CommandFailure) {
                jobs = try session.export(export.selections, progress: progress)
                try session.output.flush()
            } catch {
                file.discard()
                guard stop?.isStopped != true else { return .stopped }
                return .failed(file.failure?.words ?? "\(error.text ?? "The file cannot be written").")
            }
            guard stop?.isStopped != true else {
                file.discard()
                return .stopped
            }
            try file.finish()
            return .written(jobs: jobs, path: file.path, remarks: session.remarksOnExport)
        } catch {
            return .failed(error.words)
        }
    }
}

extension CommandSession {
    /// Creates a session whose data goes to a file, and that says nothing on the terminal of the dashboard.
    convenience init(
        exportingFrom source: StoreSource, _ environment: Environment, _ stop: StopSignal?,
        to sink: @escaping CommandOutput.Sink
    ) {
        var options = SessionOptions()
        options.format = .jsonLines
        let invocation = Invocation(
            entry: .export, operands: [], configuration: Configuration(), purpose: .task(.text("")))
        self.init(invocation, options, environment, source, to: sink, isSilent: true, stop: stop)
    }

    /// Prints the jobs of selections. Returns their number; jobs that have vanished since are left out.
    fileprivate func export(_ selections: [Selection], progress: (Int) -> Void) throws(CommandFailure) -> Int {
        var count = 0
        /// Counts further jobs.
        func add(_ jobs: Int) {
            count += jobs
            progress(count)
        }
        for selection in selections {
            switch selection.scope {
            case .marked(let jobs):
                let rows = jobs.map { JobRow(id: $0, state: selection.state) }
                add(try printJobs(rows, of: selection.queue))
            case .query(let query): try export(query, selection, add)
            case .matching(let text): try exportListed(selection, text, add)
            case .all: try exportListed(selection, nil, add)
            }
        }
        return count
    }

    private func export(
        _ query: Query, _ selection: Selection, _ add: (Int) -> Void
    ) throws(CommandFailure) {
        let request = SearchRequest(query, in: [selection.queue], state: selection.state)
        let search = try ask { store throws(Trouble) in try store.search(request) }
        while let found = try ask({ _ throws(Trouble) in try search.next(now: WallClock.now) }) {
            add(try printJobs(found))
        }
        findings.note(search.progress.unreadable, isPart: true)
        undecided = undecided + search.progress.undecided
    }

    private func exportListed(
        _ selection: Selection, _ filter: [UInt8]?, _ add: (Int) -> Void
    ) throws(CommandFailure) {
        var listing = JobListing()
        (listing.state, listing.filter, listing.limit, listing.order) = (selection.state, filter, .max, .oldestFirst)
        var pager = JobPager(selection.queue, listing)
        while let rows = try pager.next(self) { add(try printJobs(rows, of: selection.queue)) }
    }

    /// Sentences about what an export does not have.
    fileprivate var remarksOnExport: [String] {
        var remarks = findings.lines(shown).prefix(1).map { "It \($0)." }
        if let words = Format.undecided(undecided) { remarks.append("Not decided: \(words).") }
        if hasHidden { remarks.append("Values of secret fields are hidden.") }
        return remarks
    }
}
