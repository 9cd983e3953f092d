/// An error as Node reports it.
struct Failure: Sendable {
    /// The message: `failedReason`.
    var reason: String
    /// The text of one attempt in `stacktrace`.
    var trace: String

    /// An error of class `kind`, thrown through `frames`, the innermost first; the worker's own frames are added.
    init(_ reason: String, kind: String = "Error", frames: [String]) {
        self.reason = reason
        let worker = [
            "async Worker.callProcessJob (/srv/app/node_modules/bullmq/dist/cjs/classes/worker.js:149:20)",
            "async Worker.processJob (/srv/app/node_modules/bullmq/dist/cjs/classes/worker.js:512:28)",
            "async Worker.retryIfFailed (/srv/app/node_modules/bullmq/dist/cjs/classes/worker.js:761:24)",
        ]
        trace = "\(kind): \(reason)" + (frames + worker).map { "\n    at \($0)" }.joined()
    }
}
