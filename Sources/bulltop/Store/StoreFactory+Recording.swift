internal import Queues
internal import Recordings

extension StoreFactory {
    /// Returns the store of a recording; with `isOnce` it is at the end at once. Every line is looked at first, so that a file
    /// that is no recording is refused.
    static func source(_ replay: Replay, isOnce: Bool) throws(UsageError) -> StoreSource {
        do throws(CheckedRecording.Failure) {
            let recording = try CheckedRecording(replay.path)
            let (header, speed) = (recording.header, isOnce ? nil : replay.speed)
            var source = StoreSource(
                address: header.address, database: header.database, prefixes: header.prefixes
            ) { _ in ReplayStore(recording, speed: speed) }
            source.recordedInterval = header.interval
            if recording.isTorn {
                source.remarks = ["The last line of \(replay.path) is torn: it is left out."]
            } else if !recording.isEnded {
                source.remarks = ["\(replay.path) has no last line: the recording was cut off, or is under way."]
            }
            return source
        } catch {
            let place = error.line > 0 ? ", line \(error.line)" : ""
            throw .conflict("\(replay.path)\(place): \(error.words)")
        }
    }
}
