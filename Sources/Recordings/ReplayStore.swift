public import Queues

/// A store that answers from a recording, as its time goes on, and changes nothing. It belongs to one thread.
///
/// It goes on while it is asked, so that a screen that is frozen stops it; each reading is answered on its own, so that the
/// history of a screen has all of them.
public final class ReplayStore {
    private let recording: CheckedRecording
    /// How many times as fast as it was the recording is replayed; nil for at once.
    private let speed: Double?
    private(set) var playback: Playback?
    /// The position, in ms since 1970 on the recorded clock.
    private var position = 0.0
    private var asked: Milliseconds?

    /// The longest time between two questions that counts, in ms: after a longer one it continues where it was.
    private static let longestPause: Milliseconds = 2_000

    /// Creates a store that replays a recording; `speed` is more than 0, and nil for the last picture at once.
    public init(_ recording: CheckedRecording, speed: Double?) { (self.recording, self.speed) = (recording, speed) }

    /// Whether the file is open.
    public var isConnected: Bool { playback != nil }

    /// The recorded status of the server.
    public var status: ServerStatus {
        var status = playback?.server ?? ServerStatus(address: recording.header.address)
        status.replay = ReplayPlace(isAtEnd: playback?.next == nil)
        return status
    }

    /// Opens the file.
    public func connect() throws(Trouble) {
        do throws(RecordingProblem) { playback = try Playback(recording.path) } catch {
            throw .unreachable("\(recording.path): \(error.words)")
        }
        position = Double(playback?.time ?? 0)
        asked = nil
    }

    /// Goes on by the time since the question before.
    private func advance(_ playback: inout Playback, now: Milliseconds) throws(Trouble) {
        defer { asked = now }
        guard let next = playback.next else { return }
        guard let asked else { return }
        if let speed {
            let elapsed = min(max(0, now - asked), Self.longestPause)
            position = min(position + Double(elapsed) * speed, Double(recording.times.upperBound))
            guard Double(next.time) <= position else { return }
        }
        do throws(RecordingProblem) { try playback.advance() } catch { throw .server(error.words) }
    }

    /// Answers from the recording; what it does not have is a trouble that says so.
    public func answer(_ watch: Watch, now: Milliseconds) throws(Trouble) -> Answer {
        guard watch.isRecorded else { throw .notRecorded }
        if playback == nil { try connect() }
        guard var playback else { throw .notRecorded }
        try advance(&playback, now: now)
        self.playback = playback
        let content: Answer.Content
        if case .events(let events) = watch {
            content = .events(part(of: playback, events))
        } else if case .overview(let request) = watch {
            content = .overview(playback.overview(request))
        } else {
            throw .notRecorded
        }
        var server = status
        server.replay?.messages = playback.messages.map(\.text)
        var answer = Answer(watch: watch, content: content, server: server, cost: ReadCost(), takenAt: playback.time)
        answer.isBeginning = playback.next.map { speed == nil || Double($0.time) <= position } ?? false
        return answer
    }

    private func part(of playback: Playback, _ watch: EventsWatch) -> EventsPart {
        let events = watch.queue.map { queue in playback.events.filter { $0.queue == queue } } ?? playback.events
        let dropped = watch.queue == nil ? playback.dropped : 0
        let start = watch.isPaused ? events.count : min(max(0, watch.known - dropped), events.count)
        var part = EventsPart(
            offset: watch.isPaused ? watch.known : dropped + start, events: Array(events[start...]), isComplete: true)
        part.queues = watch.queue == nil ? playback.summaries.count : 1
        return part
    }
}
