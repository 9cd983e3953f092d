import Queues
import Redis

extension QueueStore {
    /// Notes a key that a long reading could not read, with the type that a wrong one holds. Throws where every other
    /// key would fail as well.
    func note(
        _ trouble: Trouble, of key: [UInt8], in queue: QueueID, _ unreadable: inout UnreadableKeys
    ) throws(Trouble) {
        var trouble = trouble
        switch trouble {
        case .wrongType(nil) where unreadable.count < UnreadableKeys.limit:
            var types = try askToRead([Command("TYPE", key)])
            // The key may have been replaced meanwhile.
            if let type = try types.next().text, type != "none" { trouble = .wrongType(type) }
        case .disconnected, .timedOut, .silent, .loading, .busy, .masterDown, .tooLarge: throw trouble
        default: break
        }
        unreadable.note(Unreadable(key: key.dropFirst(queue.base.count + 1), trouble: trouble), of: queue)
    }
}
