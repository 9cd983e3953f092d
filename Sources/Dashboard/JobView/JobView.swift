import Canvas
import Queues

/// A job's screen, and what the rest of the dashboard needs to know of it.
struct JobView: Equatable, Sendable {
    var screen: JobScreen
    /// What was read of the job last; its content is nil where the job does not exist.
    var detail: Snapshot<JobDetail?>?
    /// What `detail` answers.
    var answered: JobRequest?

    init(queue: QueueID, id: JobID) { screen = JobScreen(queue: queue, id: id) }

    /// Takes an answer.
    mutating func receive(_ answer: Snapshot<JobDetail?>, to request: JobRequest) {
        detail = answer
        answered = request
        screen.receive(answer.content)
    }

    /// Whether the latest answer is to what the screen wants.
    var isLoaded: Bool { answered == screen.request }
}
