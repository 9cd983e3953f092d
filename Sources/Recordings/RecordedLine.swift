internal import JSONText
public import Queues

/// A line of a recording after the first one.
enum RecordedLine {
    case overview(RecordedOverview)
    case event(FollowedEvent)
    case message(RecordedMessage)
    case end
    /// A line of a kind that is not known.
    case other

    /// Reads a line.
    init(_ text: ArraySlice<UInt8>) throws(RecordingProblem) {
        let json = try JSON(line: text)
        switch json["type"]?.text {
        case "overview": self = .overview(try RecordedOverview(json))
        case "event": self = .event(try FollowedEvent(recorded: json))
        case "message": self = .message(try RecordedMessage(json))
        case "end": self = .end
        case nil: throw RecordingProblem("it has no type")
        default: self = .other
        }
    }
}

/// A sentence that was recorded.
public struct RecordedMessage: Equatable, Sendable {
    /// When it was said, in ms since 1970 on the recorder's clock.
    public var time: Milliseconds
    /// The sentence.
    public var text: String

    /// Creates a message.
    public init(time: Milliseconds, text: String) { (self.time, self.text) = (time, text) }

    /// The message as a line's value.
    var json: JSON { ["type": "message", "time": .number(time), "text": .string(text)] }

    init(_ json: JSON) throws(RecordingProblem) {
        guard let time = json["time"]?.integer, let text = json["text"]?.text else {
            throw RecordingProblem("time or text of a message is missing")
        }
        self.init(time: time, text: text)
    }
}

extension JSON {
    /// Reads a line, which is one object.
    init(line: ArraySlice<UInt8>) throws(RecordingProblem) {
        do {
            self = try JSON(line)
        } catch {
            // The number of the line in the file stands before these words.
            throw RecordingProblem("it is not JSON (column \(error.column): expected \(error.expected))")
        }
        guard members != nil else { throw RecordingProblem("it is not an object") }
    }

    /// The queue that `prefix` and `name` of an object say; nil where they say none.
    var queueID: QueueID? {
        guard let prefix = self["prefix"]?.anyBytes, let name = self["name"]?.anyBytes else { return nil }
        return QueueID(prefix: prefix, name: name)
    }

    /// Returns the members that name a queue.
    static func members(of queue: QueueID) -> [Member] {
        [Member("prefix", .bytes(queue.prefix)), Member("name", .bytes(queue.name))]
    }
}

extension FollowedEvent {
    /// The event as a line's value.
    var json: JSON {
        let fields = event.fields.filter { !$0.name.elementsEqual("event".utf8) }
        return .object(
            [.init("type", "event"), .init("time", .number(event.timestamp))] + JSON.members(of: queue) + [
                .init("id", .bytes(event.id)), .init("event", .bytes(event["event"])),
                .init("args", .object(fields.map { .init(JSONString($0.name), .bytes($0.value)) })),
                .init("afterGap", .boolean(isAfterGap)),
            ])
    }

    init(recorded json: JSON) throws(RecordingProblem) {
        guard let queue = json.queueID, let id = json["id"]?.anyBytes else {
            throw RecordingProblem("prefix, name or id of an event is missing")
        }
        let name = json["event"]?.anyBytes.map { [QueueEvent.Field(Array("event".utf8), $0)] } ?? []
        let others = json["args"]?.members?.map { QueueEvent.Field($0.name.bytes, $0.value.anyBytes ?? []) } ?? []
        self.init(
            queue: queue, event: QueueEvent(id: id, fields: name + others),
            isAfterGap: json["afterGap"]?.boolean == true)
    }
}
