internal import JSONText
internal import Queues

/// Thumbnails. The queue is paused while a codec is upgraded, and its backlog grows.
struct ImageRecipe: QueueRecipe {
    let name = "image-processing"
    let workers = ["imager-1", "imager-2"]
    let arrivals: ClosedRange<Milliseconds> = 2_500...6_000
    let backlogLimit = 320
    let isPaused = true
    let past = Past(
        finished: 140, since: 5 * 3_600_000, waiting: 186, waitingSince: 52 * 60_000, until: 52 * 60_000)

    /// The schedulers. No run was taken since the queue was paused.
    var schedulers: [Scheduler] {
        let sweep = PlannedJob(name: "sweep-unused", data: ["bucket": "thumbnails"], opts: ["attempts": 1])
        return [Scheduler(id: "sweep-unused", rule: .every(10 * 60_000), job: sweep)]
    }

    func arrival(_ dice: inout Dice) -> [PlannedJob] {
        let data: JSON = [
            "source": "s3://uploads/\(dice.hex(2))/\(dice.uuid()).\(dice.pick("jpg", "png", "webp", "heic"))",
            "sizes": [[320, 240], [1_280, 960]], "quality": 82,
        ]
        let name = dice.pick("thumbnail", "thumbnail", "watermark", "transcode")
        let options: JSON = [
            "attempts": 3, "backoff": ["type": "fixed", "delay": 5_000], "removeOnComplete": ["count": 1_000],
            "removeOnFail": ["count": 1_000],
        ]
        return [PlannedJob(name: name, data: data, opts: options)]
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        let duration: Milliseconds = dice.between(600, 3_200)
        guard dice.happens(4) else {
            let files: JSON = ["files": .number(dice.between(2, 4)), "bytes": .number(dice.between(9_000, 410_000))]
            return Work(duration: duration, ending: .returns(files))
        }
        let frames = [
            "Sharp.toBuffer (/srv/app/node_modules/sharp/lib/output.js:163:17)",
            "async resize (/srv/app/dist/images/resize.js:22:18)",
            "async process (/srv/app/dist/images/processor.js:37:21)",
        ]
        let failure = Failure(
            "Input buffer contains unsupported image format\nheif: Unsupported codec (4.3000)", frames: frames)
        return Work(duration: duration, ending: .fails(failure))
    }
}
