internal import Dashboard
internal import Threads

/// Keeps how the queues are listed, on a thread of its own: a slow disk must not stop the screen.
final class PreferenceKeeper: Sendable {
    private let thread: ServerThread<QueuePreferences>

    /// Keeps it in a file; nowhere where that is nil.
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

    /// Keeps this.
    func keep(_ preferences: QueuePreferences) { thread.give(preferences) }

    /// Ends it once everything is kept.
    func stop() { thread.stop() }
}
