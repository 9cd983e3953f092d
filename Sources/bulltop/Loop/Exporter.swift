internal import Dashboard
internal import Queues
internal import Threads

/// Writes jobs to files, one export after the other, on a thread and a connection of its own: a slow disk must not stop the
/// screen.
final class Exporter: Sendable {
    private let thread: ServerThread<Export>

    /// Waits for something to export, and posts what became of it.
    init(_ source: StoreSource, _ environment: Environment, to mailbox: Mailbox<Message>) {
        thread = ServerThread { orders, stop in
            orders.work(until: stop) { batch in
                for export in batch where !stop.isStopped {
                    mailbox.post(.exported(export, Self.perform(export, source, environment, stop)))
                }
            }
        }
    }

    /// Exports this when those before are written.
    func export(_ export: Export) { thread.give(export) }

    /// Ends it, and waits for its end. An incomplete file is removed.
    func stop() { thread.stop() }

    /// Writes the file of an export.
    static func perform(
        _ export: Export, _ source: StoreSource, _ environment: Environment, _ stop: StopSignal? = nil
    ) -> ExportOutcome {
        do throws(FileFailure) {
            let file = try NewFile(environment.expanded(export.path), replaces: export.replaces)
            let session = CommandSession(exportingFrom: source, environment, stop) { file.write($0) }
            let jobs: Int
            do throws(CommandFailure) {
                jobs = try session.export(export.selections)
                try session.output.flush()
            } catch {
                file.discard()
                return .failed(file.failure?.words ?? "\(error.text ?? "The file cannot be written").")
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
    fileprivate func export(_ selections: [Selection]) throws(CommandFailure) -> Int {
        var count = 0
        for selection in selections {
            switch selection.scope {
            case .marked(let jobs):
                let rows = jobs.map { JobRow(id: $0, state: selection.state) }
                count += try printJobs(rows, of: selection.queue)
            case .query(let query): count += try export(query, selection)
            case .matching(let text): count += try exportListed(selection, text)
            case .all: count += try exportListed(selection, nil)
            }
        }
        return count
    }

    private func export(_ query: Query, _ selection: Selection) throws(CommandFailure) -> Int {
        let request = SearchRequest(query, in: [selection.queue], state: selection.state)
        let search = try ask { store throws(Trouble) in try store.search(request) }
        var count = 0
        while let found = try ask({ _ throws(Trouble) in try search.next(now: WallClock.now) }) {
            count += try printJobs(found)
        }
        findings.note(search.progress.unreadable, isPart: true)
        undecided += search.progress.undecided
        return count
    }

    private func exportListed(_ selection: Selection, _ filter: [UInt8]?) throws(CommandFailure) -> Int {
        var listing = JobListing()
        (listing.state, listing.filter, listing.limit, listing.order) = (selection.state, filter, .max, .oldestFirst)
        var pager = JobPager(selection.queue, listing)
        var count = 0
        while let rows = try pager.next(self) { count += try printJobs(rows, of: selection.queue) }
        return count
    }

    /// Sentences about what an export does not have.
    fileprivate var remarksOnExport: [String] {
        var remarks = findings.lines(shown).prefix(1).map { "It \($0)." }
        if undecided > 0 { remarks.append("\(Format.count(undecided, "job")) not decided: too large, or too slow.") }
        if hasHidden { remarks.append("Values of secret fields are hidden.") }
        return remarks
    }
}
