import Queues
import Testing

/// The language of conditions: what they say of a reading, and where a wrong one is wrong.
@Suite struct AlarmConditionTests {
    private static let now: Milliseconds = 1_795_475_045_000

    /// A queue that fails: 3 waiting since 6 min, 2 prioritized, 14 failures a minute, no worker, paused.
    private static let queue: QueueSummary = {
        var queue = QueueSummary(id: QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8)))
        (queue.counts[.waiting], queue.counts[.prioritized], queue.counts[.failed]) = (3, 2, 101)
        (queue.failedPerMinute, queue.completedPerMinute) = (14, 20)
        queue.oldestWaiting = now - 360_000
        queue.evidence.workers = 0
        queue.isPaused = true
        return queue
    }()

    /// The same, of which nothing but the failed jobs could be read.
    private static let unread: QueueSummary = {
        var queue = QueueSummary(id: Self.queue.id)
        for state in JobState.allCases where state != .failed { queue.counts[state] = nil }
        queue.counts[.failed] = 5
        queue.unreadable = [Unreadable("wait", .wrongType("hash"))]
        return queue
    }()

    @Test(arguments: [
        ("failed/min > 10", Truth.yes), ("failed/min > 14", .no), ("failed/min >= 14 for 2m", .yes),
        ("completed/min = 20", .yes), ("completed/min != 20", .no), ("waiting<4", .yes), ("waiting <= 2", .no),
        ("backlog = 5", .yes), ("oldest > 5m", .yes), ("oldest > 6m", .no), ("oldest>=6m", .yes),
        ("no workers", .yes), ("no worker", .yes), ("workers > 0", .no), ("paused", .yes), ("failing", .yes),
        ("no-progress", .yes), ("idle", .no), ("missing-jobs", .no), ("not idle", .yes), ("not not idle", .no),
        ("active > 0 or failed > 100", .yes), ("active > 0 and failed > 100", .no),
        ("active > 0 and failed > 100 or paused", .yes), ("active > 0 and (failed > 100 or paused)", .no),
        ("waiting-children = 0 and delayed = 0", .yes), ("  failed   >  100  ", .yes),
    ]) func says(_ text: String, _ truth: Truth) throws {
        #expect(try AlarmCondition(text).truth(of: Self.queue, now: Self.now) == truth)
    }

    /// Checks that what could not be read is neither true nor false, unless the rest decides.
    @Test(arguments: [
        ("waiting > 10", Truth.unknown), ("not waiting > 10", .unknown), ("failed > 4", .yes), ("failed > 5", .no),
        ("failed/min > 10", .unknown), ("oldest > 5m", .unknown), ("no workers", .unknown), ("backlog = 0", .unknown),
        ("failed > 4 or waiting > 10", .yes), ("waiting > 10 or failed > 4", .yes),
        ("failed > 5 or waiting > 10", .unknown), ("failed > 5 and waiting > 10", .no),
        ("failed > 4 and waiting > 10", .unknown), ("unreadable", .yes), ("not unreadable", .no),
        ("missing-jobs", .unknown), ("no-worker", .unknown),
    ]) func anUnreadableValueIsNeither(_ text: String, _ truth: Truth) throws {
        #expect(try AlarmCondition(text).truth(of: Self.unread, now: Self.now) == truth)
    }

    @Test(arguments: [
        ("", 0, "expected a condition, such as failed/min > 10"),
        ("failed/mn > 10", 0, "unknown word \"failed/mn\"; did you mean failed/min?"),
        ("failed/min", 10, "expected a sign such as > after failed/min"),
        ("failed/min >", 12, "expected a whole number, such as 10"),
        ("failed/min > x", 13, "\"x\" is not a whole number, such as 10"),
        ("failed > -1", 9, "\"-1\" is not a whole number, such as 10"),
        ("failed > 99999999999999999999", 9, "\"99999999999999999999\" is not a whole number, such as 10"),
        ("oldest > 300", 9, "\"300\" is not a time, such as 90s, 5m or 1h30m"),
        ("oldest > 5x", 9, "\"5x\" is not a time, such as 90s, 5m or 1h30m"),
        ("failed > 1 for", 14, "expected a time after for, such as 90s, 2m or 1h30m"),
        ("failed > 1 for 2", 15, "\"2\" is not a time, such as 90s, 2m or 1h30m"),
        ("failed > 1 for 2m twice", 15, "\"2mtwice\" is not a time, such as 90s, 2m or 1h30m"),
        ("failed > 1 failing", 11, "expected and, or, or for, not \"failing\""),
        ("failed > 1 and", 14, "expected a condition, such as failed/min > 10"),
        ("(failing", 8, "expected )"), ("failing)", 7, "expected and, or, or for, not \")\""),
        ("no jobs", 3, "expected no workers"), ("failinq", 0, "unknown word \"failinq\"; did you mean failing?"),
        ("failing > 3", 0, "unknown word \"failing\""), ("failed ! 3", 7, "expected a sign such as > after failed"),
        (String(repeating: "(", count: 40) + "idle", 32, "more than 32 levels"),
        (String(repeating: "not ", count: 40) + "idle", 128, "more than 32 levels"),
        ("é > 3", 0, "unknown word \"é\""),
    ]) func aWrongOneSaysWhere(_ text: String, _ offset: Int, _ reason: String) {
        let error = #expect(throws: AlarmError.self) { try AlarmCondition(text) }
        #expect(
            error?.offset == offset && error?.reason.hasPrefix(reason) == true, "\(text): \(String(describing: error))")
    }

    @Test func durationsAndValuesAreRead() throws {
        let condition = try AlarmCondition("failed/min > 10 or oldest > 5m or failed/min = 0 for 1h 30m")
        #expect(condition.duration == 5_400_000 && condition.text.hasSuffix("1h 30m"))
        let values = condition.evidence(of: Self.queue, now: Self.now).values
        #expect(values.map(\.text) == ["failed/min is 14", "oldest is 6 m 0 s"])
        #expect(condition.evidence(of: Self.unread, now: Self.now).values.map(\.value) == [nil, nil])
        #expect(try AlarmCondition("failing").evidence(of: Self.queue, now: Self.now).values.isEmpty)
    }

    /// Checks that the evidence is about what decides, whichever way.
    @Test(arguments: [
        ("failing or oldest > 5m", ["health is failing", "oldest is 6 m 0 s"]),
        ("failing or oldest > 10m", ["health is failing"]), ("idle or failed > 100", ["failed is 101"]),
        ("failing and failed > 200", ["failed is 101"]), ("not idle", ["health is failing"]),
        ("failed > 1 and failed < 200", ["failed is 101"]),
        ("active > 0 or failed > 200", ["active is 0", "failed is 101"]),
        ("not (active > 0 or failed > 200)", ["active is 0", "failed is 101"]),
        ("no-progress and failing", ["health is no-progress", "health is failing"]),
    ]) func theEvidenceIsWhatDecides(_ text: String, _ facts: [String]) throws {
        let evidence = try AlarmCondition(text).evidence(of: Self.queue, now: Self.now)
        #expect(evidence.facts.map(\.text) == facts)
        #expect((evidence.health != nil) == ["failing", "idle"].contains { text.contains($0) })
    }

    @Test func whatIsUnknownIsTheEvidence() throws {
        let condition = try AlarmCondition("failed > 5 or waiting > 10 or no-worker")
        #expect(
            condition.evidence(of: Self.unread, now: Self.now).facts.map(\.text) == [
                "waiting is unknown", "health is unknown",
            ])
    }

    /// Checks conditions over the times of 100 jobs that waited 1 s to 100 s, none of which says how long it ran.
    @Test(arguments: [
        ("waitTime.p50 = 50s", Truth.yes, "waitTime.p50 is 50.0 s of 100 jobs"),
        ("waitTime.p95 > 1m", .yes, "waitTime.p95 is 1 m 35 s of 100 jobs"),
        ("waitTime.p99 > 100s", .no, "waitTime.p99 is 1 m 39 s of 100 jobs"),
        ("waitTime.max >= 100s for 2m", .yes, "waitTime.max is 1 m 40 s of 100 jobs"),
        ("runTime.p95 > 1s", .unknown, "runTime.p95 is unknown: no finished job is kept"),
        ("not runTime.max > 1s", .unknown, "runTime.max is unknown: no finished job is kept"),
    ]) func timesAreThoseOfASample(_ text: String, _ truth: Truth, _ fact: String) throws {
        let jobs = (1...100).map { second in
            TimedJob(
                name: [], added: Self.now, delay: 0, started: Self.now + Milliseconds(second) * 1_000, finished: nil,
                attempts: 1)
        }
        let condition = try AlarmCondition(text)
        var queue = Self.queue
        #expect(condition.needsTimes && condition.truth(of: queue, now: Self.now) == .unknown, "none is read")
        queue.finishedTimes = FinishedTimes(TimingSample(jobs, total: 100))
        #expect(condition.truth(of: queue, now: Self.now) == truth)
        #expect(condition.evidence(of: queue, now: Self.now).facts.map(\.text) == [fact])
    }

    /// Checks that finished jobs are looked at only of the queues whose rules need that.
    @Test func timesAreReadOnlyWhereARuleNeedsThem() throws {
        func alarm(_ text: String, _ queues: [String]) throws -> Alarm {
            Alarm(name: text, condition: try AlarmCondition(text), queues: queues.map { Array($0.utf8) })
        }
        #expect(TimedQueues([try alarm("failed > 1 or oldest > 1m", [])]) == nil)
        let some = TimedQueues([try alarm("failed > 1", []), try alarm("runTime.p95 > 1s", ["webhooks"])])
        #expect(some?.contains(Self.queue.id) == true)
        #expect(some?.contains(QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))) == false)
        #expect(TimedQueues([try alarm("failed > 1 and waitTime.max > 1s", [])])?.contains(Self.queue.id) == true)
    }

    @Test func everyWordOfTheDocumentationIsOne() throws {
        for subject in AlarmSubject.all {
            _ = try AlarmCondition("\(subject.name) > 0")
            #expect(subject.summary.hasSuffix("."))
        }
        for word in AlarmCondition.healthWords { #expect(try AlarmCondition(word).duration == 0) }
        #expect(Set(AlarmCondition.healthWords).count == AlarmCondition.healthWords.count)
    }

    /// Checks that no claim of a server makes an age overflow.
    @Test(arguments: [
        (Milliseconds.min, Truth.yes), (.max, .no), (Self.now + 5_000, .no), (0, .yes),
    ]) func anAgeOverflowsNothing(_ oldest: Milliseconds, _ truth: Truth) throws {
        var queue = Self.queue
        queue.oldestWaiting = oldest
        #expect(try AlarmCondition("oldest > 1h").truth(of: queue, now: Self.now) == truth)
        queue.oldestWaiting = nil
        #expect(try AlarmCondition("oldest > 1h").truth(of: queue, now: Self.now) == .unknown)
        (queue.counts[.waiting], queue.counts[.prioritized]) = (0, 0)
        #expect(try AlarmCondition("oldest > 1h").truth(of: queue, now: Self.now) == .no)
    }
}
