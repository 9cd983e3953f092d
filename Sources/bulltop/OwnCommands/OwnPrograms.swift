internal import Dashboard
internal import Glibc
internal import Queues
internal import Synchronization
internal import Terminal
internal import Threads

/// Runs the commands of the operator: those in the background on threads, those in the foreground on the terminal. The main
/// thread owns it.
final class OwnPrograms {
    private let terminal: Terminal
    private let news: Mailbox<Message>
    private let source: StoreSource
    private let isReadOnly: Bool
    private let reader: ServerThread<OwnRun>
    /// The open files of runs that are prepared, by their numbers.
    private let inputs: Inputs
    private var background: [Int: (program: BackgroundProgram, thread: PlainThread?)] = [:]
    private var foreground: ForegroundRun?

    /// The files that wait for their programs.
    private final class Inputs: Sendable {
        private let files = Mutex<[Int: Int32]>([:])

        func put(_ file: Int32, _ run: OwnRun) { files.withLock { $0[run.number] = file } }
        func take(_ run: OwnRun) -> Int32? { files.withLock { $0.removeValue(forKey: run.number) } }
    }

    /// A program that has the terminal.
    private struct ForegroundRun {
        let run: OwnRun
        var program: ForegroundProgram
        /// How it ended, while the operator reads what it has printed.
        var end: OwnEnd?
    }

    /// Creates a runner that posts what happens.
    init(_ session: DashboardSession, _ terminal: Terminal, to news: Mailbox<Message>) {
        (self.terminal, self.news, source) = (terminal, news, session.source)
        isReadOnly = session.options.safety.isReadOnly
        let (inputs, source, environment) = (Inputs(), session.source, session.environment)
        self.inputs = inputs
        reader = ServerThread { orders, stop in
            orders.work(until: stop) { batch in
                for run in batch where !stop.isStopped {
                    do throws(FileFailure) {
                        inputs.put(try OwnInput.file(run.subject, source, environment, stop), run)
                        news.post(.own(run, .prepared))
                    } catch {
                        news.post(.own(run, .ended(.failed(error.words))))
                    }
                }
            }
        }
    }

    /// Whether a program has the terminal, and the signals of the keyboard.
    var isOpen: Bool { foreground != nil }

    /// Does what the model wants of a run.
    func obey(_ order: OwnOrder, _ run: OwnRun) {
        switch order {
        case .prepare: reader.give(run)
        case .forget: inputs.take(run).map { _ = close($0) }
        case .end: background[run.number]?.program.end()
        case .start:
            guard let input = inputs.take(run) else { return }
            defer { close(input) }
            if run.command.isBackground { startBehind(run, input) } else { startOnTerminal(run, input) }
        }
    }

    private func startBehind(_ run: OwnRun, _ input: Int32) {
        do throws(ChildProcess.Failure) {
            let variables = OwnInput.variables(of: run, source, isReadOnly: isReadOnly)
            let program = try BackgroundProgram(run.command.words, variables, input: input)
            let thread = PlainThread { [news] in
                let end = program.read { news.post(.own(run, .printed($0))) }
                news.post(.own(run, .ended(end)))
            }
            background[run.number] = (program, thread)
        } catch {
            news.post(.own(run, .ended(.failed(Self.words(error.code, run)))))
        }
    }

    private func startOnTerminal(_ run: OwnRun, _ input: Int32) {
        guard foreground == nil else { return }
        terminal.release()
        do throws(TerminalError) {
            let variables = OwnInput.variables(of: run, source, isReadOnly: isReadOnly)
            let program = try ForegroundProgram(run.command.words, environment: variables, input: input)
            foreground = ForegroundRun(run: run, program: program)
        } catch {
            terminal.resume()
            guard case .system(_, let code) = error else { return }
            news.post(.own(run, .ended(.failed(Self.words(code, run)))))
        }
    }

    private static func words(_ code: Int32, _ run: OwnRun) -> String {
        "\(run.command.words[0]) could not be started: \(String(cString: strerror(code)))."
    }

    /// Checks the program that has the terminal, when it may have changed. After its end the terminal is ours again, and a
    /// message for the model is returned.
    func look() -> Message? {
        guard let current = foreground else { return nil }
        switch current.program.state() {
        case .running: return nil
        case .stopped:
            // The shell wants both processes to stop, and continues both.
            terminal.suspend()
            current.program.resume()
            return nil
        case .exited(let status): return finish(current, current.end ?? .exited(status))
        case .killed(let signal): return finish(current, current.end ?? .killed(ChildProcess.name(ofSignal: signal)))
        }
    }

    /// Takes the terminal again. Where the program failed, the operator first reads what it has printed.
    private func finish(_ current: ForegroundRun, _ end: OwnEnd) -> Message? {
        if current.end == nil, end != .exited(0), let waiting = Self.waiting(after: end, current.run) {
            foreground = ForegroundRun(run: current.run, program: waiting, end: end)
            return nil
        }
        foreground = nil
        terminal.resume()
        return .own(current.run, .ended(end))
    }

    /// Says how a program has ended, and starts one that waits for Enter.
    private static func waiting(after end: OwnEnd, _ run: OwnRun) -> ForegroundProgram? {
        let words =
            switch end {
            case .exited(let status): "\(run.command.name) ended with status \(status)."
            case .killed(let signal): "\(run.command.name) was ended: \(signal)."
            case .failed(let reason): reason
            }
        StandardStream.output.write("\n\(words) Press Enter to go back to bulltop. ")
        return try? ForegroundProgram(["/bin/sh", "-c", "stty sane 2>/dev/null; read -r line"])
    }

    /// Ends all programs, and waits for them; the terminal is ours again.
    func stop(_ signal: Signal) {
        foreground?.program.end(signal)
        if foreground != nil { terminal.resume() }
        foreground = nil
        for (program, thread) in background.values {
            program.finish()
            thread?.join()
        }
        reader.stop()
    }

    /// Forgets a run that has ended.
    func forget(_ run: OwnRun) { background.removeValue(forKey: run.number)?.thread?.join() }
}
