internal import Canvas
internal import Dashboard
internal import Queues
internal import Threads

/// One plain frame of the queues, for a pipe or a log, like `top -b -n 1`.
struct SingleFrame {
    let session: DashboardSession
    let glyphs: Glyphs

    /// The maximum time for the search for queues, in ms; after it, the frame shows those that were found.
    private static let patience: Milliseconds = 30_000
    /// The maximum time for reading the causes and workers of one queue, in ms.
    private static let morePatience: Milliseconds = 2_000
    private static let columns = 120

    /// Prints the frame, and returns the exit status.
    func print() -> ExitStatus {
        let store = session.source.open(nil)
        do {
            try store.connect()
            let limit = MonotonicClock.now + Self.patience
            while try store.discover(now: WallClock.now), MonotonicClock.now < limit {}
            var answer = try store.answer(.overview, now: WallClock.now)
            var state = state(for: answer)
            for message in [Message.connection(.connected), .answered(answer)] { _ = update(&state, message) }
            // A recording answers with one reading after the other.
            while answer.isBeginning {
                answer = try store.answer(state.watch ?? .overview, now: WallClock.now)
                for message in [Message.inputs([.resize(size(for: answer))]), .answered(answer)] {
                    _ = update(&state, message)
                }
            }
            try readMore(store, &state)
            for remark in session.source.remarks { StandardStream.complain(remark, glyphs: glyphs) }
            switch StandardStream.output.write(text(state), glyphs: glyphs) {
            case .done: return complain(of: answer)
            // As with every command, unreadable keys are reported, and a reader that is gone is not a failure.
            case .readerGone:
                _ = complain(of: answer)
                return CommandFailure.readerGone.status
            case .failed: return CommandFailure.outputFailed.status
            }
        } catch {
            StandardStream.complain("\(session.source.address): \(error.explanation)", glyphs: glyphs)
            return error.status
        }
    }

    /// Reports what could not be read, and returns the exit status, as the command `queues` does.
    private func complain(of answer: Answer) -> ExitStatus {
        var findings = ReadingFindings()
        guard case .overview(let overview) = answer.content else { return .success }
        findings.note(overview.queues)
        for line in findings.lines({ String(decoding: $0, as: UTF8.self) }) {
            StandardStream.complain(line, glyphs: glyphs)
        }
        return findings.status
    }

    private func state(for answer: Answer) -> State {
        session.state(
            size: size(for: answer), glyphs: StandardStream.output.isTerminal ? glyphs : glyphs.forPipe)
    }

    private func size(for answer: Answer) -> Size {
        session.options.size ?? Size(columns: Self.columns, rows: rows(answer))
    }

    /// Reads the causes and workers of the queue under the cursor, which is known after the queues are read.
    private func readMore(_ store: any Store, _ state: inout State) throws(Trouble) {
        let limit = MonotonicClock.now + Self.morePatience
        while let watch = state.watch, watch != .overview, MonotonicClock.now < limit {
            let answer = try store.answer(watch, now: WallClock.now)
            _ = update(&state, .answered(answer))
            guard case .overview(let overview) = answer.content, overview.insight?.isComplete == false else { return }
        }
    }

    private func text(_ state: State) -> String {
        let rows = render(state, size: state.size).text
        return rows.map { String($0.reversed().drop { $0 == " " }.reversed()) + "\n" }.joined()
    }

    /// Returns the number of rows for the queues, with some room above and below them.
    private func rows(_ answer: Answer) -> Int {
        guard case .overview(let overview) = answer.content else { return 24 }
        return min(max(24, overview.queues.count + 12), 1_000)
    }
}
