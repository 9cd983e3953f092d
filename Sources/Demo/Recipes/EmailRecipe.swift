internal import JSONText
internal import Queues

/// E-mails: verifications at once, campaigns in bulk and by priority, reminders later, the newsletter on Mondays.
struct EmailRecipe: QueueRecipe {
    let name = "email"
    let workers = ["mailer-1", "mailer-2", "mailer-3"]
    let arrivals: ClosedRange<Milliseconds> = 300...1_100
    let backlogLimit = 260
    let past = Past(finished: 310, since: 3 * 3_600_000, waiting: 34, waitingSince: 9_000)
    let deadLetters: String? = "failed-email"

    var schedulers: [Scheduler] {
        let newsletter = PlannedJob(
            name: "newsletter", data: ["template": "weekly-digest", "segment": "subscribers", "locale": "en"],
            opts: Self.options(attempts: 3))
        return [Scheduler(id: "weekly-newsletter", rule: .pattern("0 9 * * 1", timeZone: "UTC"), job: newsletter)]
    }

    func arrival(_ dice: inout Dice) -> [PlannedJob] {
        switch dice.between(0, 99) {
        case 0..<62: [verification(&dice)]
        case 62..<86: bulk(&dice)
        default: [reminder(&dice)]
        }
    }

    private static func options(attempts: Int64, _ more: [JSON.Member] = []) -> JSON {
        .object(
            [
                JSON.Member("attempts", .number(attempts)),
                JSON.Member("backoff", ["type": "exponential", "delay": 2_000]),
                JSON.Member("removeOnComplete", ["count": 1_000]),
                JSON.Member("removeOnFail", ["count": 1_000]),
            ] + more)
    }

    private func verification(_ dice: inout Dice) -> PlannedJob {
        let data: JSON = [
            "to": .string(dice.address()), "template": "verify-address",
            "userId": .number(dice.between(10_000, 99_999)),
            "link": "https://shop.example.com/verify/\(dice.hex(32))",
        ]
        return PlannedJob(name: "verification", data: data, opts: Self.options(attempts: 3))
    }

    private func bulk(_ dice: inout Dice) -> [PlannedJob] {
        let campaign = dice.pick("autumn-sale", "back-in-stock", "price-drop", "we-miss-you")
        return (0..<dice.between(2, 4)).map { _ in
            let data: JSON = [
                "to": .string(dice.address()), "campaign": .string(campaign), "variant": dice.happens(50) ? "a" : "b",
            ]
            let priority = JSON.Member("priority", .number(dice.pick(10, 10, 50)))
            return PlannedJob(name: "bulk", data: data, opts: Self.options(attempts: 3, [priority]))
        }
    }

    private func reminder(_ dice: inout Dice) -> PlannedJob {
        let data: JSON = ["to": .string(dice.address()), "template": "abandoned-cart", "cart": "c_\(dice.hex(12))"]
        let delay = JSON.Member("delay", .number(dice.between(20, 5_400) * 1_000))
        return PlannedJob(name: "reminder", data: data, opts: Self.options(attempts: 3, [delay]))
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        let duration: Milliseconds = dice.between(250, 1_600)
        guard dice.happens(4) else {
            let answer: JSON = ["messageId": "<\(dice.uuid())@mail.example.com>", "accepted": 1, "rejected": 0]
            return Work(duration: duration, ending: .returns(answer))
        }
        return Work(duration: duration, ending: .fails(dice.happens(60) ? Self.rejected(&dice) : Self.undefined))
    }

    private static func rejected(_ dice: inout Dice) -> Failure {
        let reason = dice.pick(
            "Can't send mail - all recipients were rejected: 550 5.1.1 <user>: Recipient address rejected",
            "Message failed: 451 4.7.1 Greylisting in action, please come back later",
            "Greeting never received")
        return Failure(
            reason,
            frames: [
                "SMTPConnection._formatError (/srv/app/node_modules/nodemailer/lib/smtp-connection/index.js:809:19)",
                "SMTPConnection._actionRCPT (/srv/app/node_modules/nodemailer/lib/smtp-connection/index.js:1744:28)",
                "SMTPConnection._processResponse "
                    + "(/srv/app/node_modules/nodemailer/lib/smtp-connection/index.js:993:20)",
                "TLSSocket.<anonymous> (/srv/app/node_modules/nodemailer/lib/smtp-connection/index.js:774:14)",
                "TLSSocket.emit (node:events:518:28)",
                "process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
            ])
    }

    private static let undefined = Failure(
        "Cannot read properties of undefined (reading 'firstName')", kind: "TypeError",
        frames: [
            "render (/srv/app/dist/email/templates.js:57:41)",
            "Mailer.compose (/srv/app/dist/email/mailer.js:33:18)",
            "async send (/srv/app/dist/email/processor.js:21:19)",
        ])
}
