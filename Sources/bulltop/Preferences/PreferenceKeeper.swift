internal import Dashboard
internal import Threads

/// Saves what is remembered of a server, on a separate thread, since a slow disk must not stop the screen.
final class PreferenceKeeper: Sendable {
    private let thread: ServerThread<PreferenceFile.Change>

    /// Creates a keeper for a file; it saves nothing for nil. It says once that the file cannot be written.
    init(_ file: PreferenceFile?, to mailbox: Mailbox<Message>) {
        thread = ServerThread { orders, stop in
            var hasComplained = false
            func write(_ batch: [PreferenceFile.Change]) {
                guard let file, !batch.isEmpty else { return }
                do throws(PreferenceFile.Problem) {
                    guard let saved = try file.write(batch) else { return }
                    mailbox.post(.noticed("The file \(file.path) was broken; it is now \(saved)."))
                } catch {
                    guard !hasComplained else { return }
                    hasComplained = true
                    mailbox.post(.noticed("Nothing is remembered for the next start: \(error.words)"))
                }
            }
            orders.work(until: stop, write)
            write(orders.takeAll())
        }
    }

    /// Saves a change.
    func keep(_ change: PreferenceFile.Change) { thread.give(change) }

    /// Ends the thread after everything is saved.
    func stop() { thread.stop() }
}
