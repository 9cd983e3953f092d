internal import JSONText
internal import Queues

/// Videos. Both workers were killed for lack of memory, each with an active job, and were not started again.
struct TranscodeRecipe: QueueRecipe {
    let name = "transcode"
    let workers = ["transcoder-1", "transcoder-2"]
    let arrivals: ClosedRange<Milliseconds> = 9_000...25_000
    let backlogLimit = 60
    let workersDied = true
    let past = Past(finished: 46, since: 4 * 3_600_000, waiting: 12, waitingSince: 4 * 60_000, until: 4 * 60_000)

    func arrival(_ dice: inout Dice) -> [PlannedJob] {
        let data: JSON = [
            "source": "s3://uploads/\(dice.hex(2))/\(dice.uuid()).mov", "codec": .string(dice.pick("h264", "av1")),
            "seconds": .number(dice.between(12, 1_900)),
        ]
        let options: JSON = ["attempts": 2, "removeOnComplete": ["count": 500], "removeOnFail": ["count": 500]]
        return [PlannedJob(name: dice.pick("hd", "hd", "preview"), data: data, opts: options)]
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        let duration: Milliseconds = dice.between(9_000, 70_000)
        let steps = [25, 50, 75].map { Work.Step(percent: $0, log: "encoded \($0) %") }
        return Work(
            duration: duration, steps: steps, ending: .returns(["bytes": .number(dice.between(2_000_000, 90_000_000))]))
    }
}
