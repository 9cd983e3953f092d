internal import JSONText
internal import Queues

/// Calls of tenants' endpoints: the failing queue. The certificate of one tenant expired forty minutes ago, and the
/// endpoint of invoices fails now and then.
struct WebhooksRecipe: QueueRecipe {
    let name = "webhooks"
    let workers = ["hook-1", "hook-2", "hook-3", "hook-4"]
    let arrivals: ClosedRange<Milliseconds> = 180...520
    let backlogLimit = 420
    let past = Past(finished: 330, since: 90 * 60_000, waiting: 148, waitingSince: 7 * 60_000)

    /// The time since the certificate expired, in ms before the demo began.
    private static let outage: Milliseconds = 40 * 60_000

    /// The tenant with the expired certificate.
    private static let unlucky = "globex"

    /// The schedulers: one probes the endpoints; the next run of the other was removed.
    var schedulers: [Scheduler] {
        let probe = PlannedJob(name: "probe", data: ["timeout": 2_000], opts: ["attempts": 1, "priority": 5])
        let rotation = PlannedJob(name: "rotate-secrets", data: .object([]), opts: ["attempts": 3])
        return [
            Scheduler(id: "probe-endpoints", rule: .every(5 * 60_000), job: probe),
            Scheduler(
                id: "rotate-secrets", rule: .pattern("0 4 * * *", timeZone: "UTC"), job: rotation, isStopped: true),
        ]
    }

    func arrival(_ dice: inout Dice) -> [PlannedJob] {
        let event = dice.pick("invoice.paid", "invoice.paid", "order.created", "order.shipped", "customer.updated")
        let tenant = dice.pick(Self.unlucky, "acme", "initech", "umbrella")
        let data: JSON = [
            "tenant": .string(tenant), "event": .string(event), "deliveryId": .string(dice.uuid()),
            "url": .string("https://hooks.\(tenant).example/v2/\(event)"),
            "payload": [
                "id": "evt_\(dice.hex(14))", "amount": .number(dice.between(499, 250_000)), "currency": "EUR",
                "livemode": true, "attempt": .null,
            ],
        ]
        let options: JSON = [
            "attempts": 4, "backoff": ["type": "exponential", "delay": 3_000], "removeOnComplete": ["count": 1_000],
            "removeOnFail": ["count": 1_000],
        ]
        return [PlannedJob(name: event, data: data, opts: options)]
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        if age < Self.outage, data["tenant"] == .string(Self.unlucky) {
            return Work(duration: dice.between(90, 300), ending: .fails(Self.expired))
        }
        if job == "invoice.paid", age < Self.outage, dice.happens(30) {
            return Work(duration: dice.between(700, 2_400), ending: .fails(Self.down(&dice)))
        }
        if dice.happens(1) {
            return Work(duration: dice.between(300, 900), ending: .fails(Self.badSignature))
        }
        let answer: JSON = ["status": 200, "milliseconds": .number(dice.between(40, 400))]
        return Work(duration: dice.between(120, 700), ending: .returns(answer))
    }

    private static let expired = Failure(
        "certificate has expired",
        frames: [
            "TLSSocket.onConnectSecure (node:_tls_wrap:1679:34)",
            "TLSSocket.emit (node:events:518:28)",
            "TLSSocket._finishInit (node:_tls_wrap:1078:8)",
            "async WebhookClient.post (/srv/app/dist/webhooks/client.js:88:20)",
            "async deliver (/srv/app/dist/webhooks/processor.js:41:22)",
        ])

    private static func down(_ dice: inout Dice) -> Failure {
        switch dice.between(0, 2) {
        case 0:
            Failure(
                "connect ECONNREFUSED 10.2.14.7:443",
                frames: [
                    "TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)",
                    "TCPConnectWrap.callbackTrampoline (node:internal/async_hooks:130:17)",
                    "async WebhookClient.post (/srv/app/dist/webhooks/client.js:88:20)",
                    "async deliver (/srv/app/dist/webhooks/processor.js:41:22)",
                ])
        case 1:
            Failure(
                "Response code 503 (Service Unavailable)", kind: "HTTPError",
                frames: [
                    "Request.<anonymous> (/srv/app/node_modules/got/dist/source/as-promise/index.js:118:42)",
                    "process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
                    "async WebhookClient.post (/srv/app/dist/webhooks/client.js:88:20)",
                    "async deliver (/srv/app/dist/webhooks/processor.js:41:22)",
                ])
        default:
            Failure(
                "Timeout awaiting 'request' for 2000ms", kind: "TimeoutError",
                frames: [
                    "ClientRequest.<anonymous> (/srv/app/node_modules/got/dist/source/core/index.js:970:65)",
                    "Object.onceWrapper (node:events:633:26)",
                    "ClientRequest.emit (node:events:530:35)",
                    "TLSSocket.socketErrorListener (node:_http_client:518:5)",
                    "async WebhookClient.post (/srv/app/dist/webhooks/client.js:91:11)",
                    "async deliver (/srv/app/dist/webhooks/processor.js:41:22)",
                ])
        }
    }

    private static let badSignature = Failure(
        "Response code 401 (Unauthorized): signature timestamp outside the tolerance", kind: "HTTPError",
        frames: [
            "Request.<anonymous> (/srv/app/node_modules/got/dist/source/as-promise/index.js:118:42)",
            "async WebhookClient.post (/srv/app/dist/webhooks/client.js:88:20)",
            "async deliver (/srv/app/dist/webhooks/processor.js:41:22)",
        ])
}
