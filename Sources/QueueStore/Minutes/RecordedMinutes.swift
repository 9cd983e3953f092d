import Queues
import Redis

/// The numbers of jobs by the minute that workers record (data model, 4.30).
struct RecordedMinutes {
    /// The minute of the latest job, by its number since 1970.
    private let last: Int64
    /// The numbers of jobs: that of the last minute so far, and those of the minutes before it.
    private let counts: [Int]

    /// Reads the replies to HMGET of `count`, `prevTS` and `prevCount`, and to LRANGE of the list, newest first. Returns nil
    /// where nothing is recorded, or where it cannot be read.
    init?(_ replies: Replies) {
        var replies = replies
        do throws(Trouble) {
            var fields = try replies.nextFields(3)
            let numbers = try (0..<3).map { _ throws(Trouble) in try fields.nextBytes().flatMap(Number.whole) }
            let list = try replies.nextList().map { Number.whole($0) }
            guard let count = numbers[0], let time = numbers[1], 0..<TimeText.limit ~= time, !list.contains(nil) else {
                return nil
            }
            let (now, overflows) = count.subtractingReportingOverflow(numbers[2] ?? 0)
            last = time / 60_000
            counts = [overflows ? 0 : now].map(Self.plausible) + list.compactMap(\.self).map(Self.plausible)
        } catch {
            return nil
        }
    }

    private static func plausible(_ number: Int64) -> Int { Int(clamping: min(max(0, number), 1 << 48)) }

    /// Returns the numbers of some minutes, the oldest first; nil before what is recorded. Idle minutes after the latest job
    /// are not recorded, and have none.
    func counts(of minutes: Range<Int64>) -> [Int?] {
        minutes.map { minute in
            guard minute <= last else { return 0 }
            let index = last - minute
            return index < Int64(counts.count) ? counts[Int(index)] : nil
        }
    }
}
