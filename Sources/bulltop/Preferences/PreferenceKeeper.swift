internal import Dashboard
internal import Threads

/// Saves the preferences for listing queues, on a separate thread, since a slow disk must not stop the screen.
final class PreferenceKeeper: Sendable {
    private let thread: ServerThread<QueuePreferences>

    /// Creates a keeper for a file; it saves nothing for nil.
    init(_ file: PreferenceFile?, to mailbox: Mailbox<Message>) {
        thread = ServerThread { orders, stop in
            func write(_ batch: [QueuePreferences]) {
                guard let file, let last = batch.last else { return }
                do throws(PreferenceFile.Problem) {
                    guard let saved = try file.write(last) else { return }
                    mailbox.post(.noticed("The file \(file.path) was broken; it is now \(saved)."))
                } catch {
                    mailbox.post(.noticed("How the queues are listed is not kept: \(error.words)"))
                }
            }
            orders.work(until: stop, write)
            write(orders.takeAll())
        }
    }

    /// Saves these preferences.
    func keep(_ preferences: QueuePreferences) { thread.give(preferences) }

    /// Ends the thread after everything is saved.
    func stop() { thread.stop() }
}
