import Canvas
import Queues

@testable import Dashboard

extension Fixture {
    static func excerpt(_ text: String) -> Excerpt { Excerpt(bytes: Array(text.utf8), total: text.utf8.count) }

    /// A failed job, and the completed one of its name that ended nearest to it.
    static var ordinaryPair: JobPair {
        var left = JobDetail(row: job(12_431, state: .failed))
        left.row.attemptsMade = 3
        left.row.processedBy = Array("hook-2".utf8)
        left.fields[.data] = excerpt(
            #"{"tenant":"acme","amount":120.5,"currency":"EUR","items":[{"sku":"A-1","count":2},{"sku":"B-7"}],"#
                + #""note":"first line\nsecond line","trace":"4bf92f3577b34da6a3ce929d0e0e4736"}"#)
        left.fields[.opts] = excerpt(#"{"attempts":3,"backoff":{"type":"exponential","delay":1000},"priority":2}"#)
        var right = JobDetail(row: job(12_428, state: .completed))
        right.row.failedReason = []
        right.row.processedBy = Array("hook-1".utf8)
        right.fields[.data] = excerpt(
            #"{"tenant":"acme","amount":1.205e2,"currency":"USD","items":[{"sku":"A-1","count":1}],"#
                + #""note":"first line","trace":"4bf92f3577b34da6a3ce929d0e0e4736","coupon":"X\u001b[31m"}"#)
        right.fields[.opts] = excerpt(#"{"priority":2,"backoff":{"delay":1000,"type":"exponential"},"attempts":3}"#)
        return JobPair(
            left: left, right: right, place: JobPlace(queue: email, id: JobID("12428")), looked: 40,
            isExhausted: false)
    }
}
