import Queues
import Redis

/// The finished jobs of one queue by the minute, as they are followed from reading to reading.
///
/// The minute before the present one is counted again, since the clocks of workers differ, and earlier ones never again: a
/// job that is removed later has run all the same. Before the oldest kept job nothing is known, since workers may have removed
/// jobs that finished earlier.
struct FollowedMinutes {
    /// The jobs that failed.
    private(set) var failed: Followed
    /// The jobs that completed.
    private(set) var completed: Followed

    /// Creates the minutes of a queue, none of which is counted.
    init(_ queue: QueueID) {
        failed = Followed(.failed, of: queue)
        completed = Followed(.completed, of: queue)
    }

    /// Returns the commands that count what may have changed. `minute` is the number of the present one since 1970.
    mutating func commands(for summary: QueueSummary, at minute: Int64) -> [Command] {
        failed.commands(jobs: summary.counts[.failed], rate: summary.failedPerMinute, at: minute)
            + completed.commands(jobs: summary.counts[.completed], rate: summary.completedPerMinute, at: minute)
    }

    /// Takes the replies to `commands`.
    mutating func absorb(_ replies: inout Replies) {
        failed.absorb(&replies)
        completed.absorb(&replies)
    }

    /// Returns what is known up to the minute of the latest reading.
    func minutes(of queue: QueueID) -> QueueMinutes {
        QueueMinutes(queue: queue, failed: failed.counts, completed: completed.counts)
    }

    /// The jobs that have ended in one way.
    struct Followed {
        /// The state of the jobs.
        private let state: JobState
        private let queue: QueueID
        /// The sorted set of the jobs, whose scores are the times at which they finished (data model, 1.2).
        let key: [UInt8]
        /// The hash and the list in which workers record how many finish, where they do (data model, 4.30).
        let metrics: [UInt8]
        /// What is known.
        private(set) var counts = MinuteCounts(last: 0, counts: [], source: .kept)
        /// The last minute that is counted for good.
        private var final: Int64 = 0
        /// Whether `counts` are of kept jobs.
        private var hasCounted = false
        /// The numbers at the latest reading; nil before it.
        private var seen: [Int?]?
        /// What the commands of the present reading ask for.
        private var asked = Asked()

        /// The commands of one reading, in their order.
        private struct Asked {
            var minute: Int64 = 0
            var wantsMetrics = false
            /// The minutes whose kept jobs are counted.
            var minutes: Range<Int64> = 0..<0
            /// Whether no job is kept, so that none needs to be counted.
            var isEmpty = false
            /// Whether minutes are among them that were not followed: then the oldest kept job says which are known.
            var wantsOldest: Bool { minutes.count > 2 && !isEmpty }
        }

        init(_ state: JobState, of queue: QueueID) {
            (self.state, self.queue) = (state, queue)
            key = queue.key(state.rawValue)
            metrics = queue.key("metrics:" + state.rawValue)
        }

        mutating func commands(jobs: Int?, rate: Int?, at minute: Int64) -> [Command] {
            // A clock that was set back.
            if minute < counts.last { self = Followed(state, of: queue) }
            let isNew = minute != counts.last || seen == nil
            let isRecorded = counts.source == .recorded
            let hasChanged = rate != 0 || seen != [jobs, rate] || counts.trouble != nil
            (seen, asked) = ([jobs, rate], Asked(minute: minute))
            guard isNew || hasChanged || isRecorded else { return [] }
            (asked.wantsMetrics, asked.isEmpty) = (isNew || isRecorded, jobs == 0)
            if !isRecorded {
                asked.minutes = max(final + 1, minute - Int64(QueueMinutes.count) + 1)..<minute + 1
            }
            var commands: [Command] = []
            if asked.wantsMetrics {
                commands.append(Command("HMGET", key: metrics, ["count", "prevTS", "prevCount"]))
                commands.append(.on(metrics + Array(":data".utf8), "LRANGE", "0", String(QueueMinutes.count - 1)))
            }
            if asked.wantsOldest { commands.append(KeptJobs.oldest(key)) }
            for number in asked.minutes where !asked.isEmpty {
                commands.append(
                    .on(key, "ZCOUNT", String(number * 60_000), "(" + String((number + 1) * 60_000)))
            }
            return commands
        }

        mutating func absorb(_ replies: inout Replies) {
            let minutes = asked.minute - Int64(QueueMinutes.count) + 1..<asked.minute + 1
            let recorded = asked.wantsMetrics ? RecordedMinutes(replies.take(2)) : nil
            let kept = replies.take(asked.isEmpty ? 0 : asked.minutes.count + (asked.wantsOldest ? 1 : 0))
            if let known = recorded?.counts(of: minutes) {
                counts = MinuteCounts(last: asked.minute, counts: known, source: .recorded)
                hasCounted = false
            } else if counts.source == .recorded, asked.wantsMetrics {
                // Nothing is recorded any more: the kept jobs are counted at the next reading.
                (counts.source, seen) = (.kept, nil)
            } else if !asked.minutes.isEmpty {
                absorb(kept: kept, minutes)
            }
        }

        /// Takes the numbers of kept jobs. Those before that were counted for good stay.
        private mutating func absorb(kept: Replies, _ minutes: Range<Int64>) {
            var replies = kept
            let before = counts
            counts = MinuteCounts(last: asked.minute, counts: [], source: .kept)
            var known = KeptJobs(state, isEmpty: asked.isEmpty)
            if asked.wantsOldest { known.take(replies.reply()) }
            for number in minutes {
                let index = Int(number - before.last) + before.counts.count - 1
                let seen = before.counts.indices.contains(index) ? before.counts[index] : nil
                guard asked.minutes.contains(number) else {
                    counts.counts.append(seen)
                    continue
                }
                do throws(Trouble) {
                    let count = asked.isEmpty ? 0 : try replies.nextCount()
                    let end = (number + 1) * 60_000
                    counts.counts.append(known.count(count, before: end, seen: hasCounted ? seen : nil))
                } catch {
                    counts.counts.append(nil)
                    counts.trouble = error
                }
            }
            hasCounted = true
            if counts.trouble == nil { final = max(final, asked.minute - 2) }
        }
    }
}
