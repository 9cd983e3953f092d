import Foundation
import Queues
import Testing

@testable import Dashboard

/// Reports add up, and doubt is reported only where there is some.
@Suite struct ReportTests {
    private static let selection = Selection(queue: Fixture.email, state: .failed, scope: .all)
    private static let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("7"), state: .failed)

    private func report(_ outcome: Outcome, of operation: Queues.Operation) -> ChangeReport {
        var report = ChangeReport(Change(operation))
        report.take(outcome, of: operation)
        return report
    }

    static let troubles: [(Trouble, Bool)] = [
        (.timedOut(5_000), true), (.disconnected("reset"), true), (.notRedis("x"), true),
        (.unreachable("refused"), false), (.unknownHost("x"), false), (.tls("x"), false), (.passwordRequired, false),
        (.wrongPassword, false), (.noPermission("x"), false), (.loading, false), (.busy("x"), false),
        (.noDatabase(3), false), (.server("x"), false),
    ]

    @Test(arguments: troubles) func doubtIsToldOnlyWhereTheConnectionBroke(_ trouble: Trouble, _ isDoubtful: Bool) {
        for operation in [Queues.Operation.retry(Self.target), .jobs(.retry(), Self.selection)] {
            let text = report(.failed(trouble), of: operation).text(KeyNames())
            #expect(text.contains("may have been done or not") == isDoubtful, "\(text)")
            #expect(text.contains("Did not retry") != isDoubtful, "\(text)")
        }
    }

    /// Checks that a trial reports what would be done, and that nothing was done.
    @Test(
        arguments: [
            (.active(3), "obliterate", "Would not obliterate email: 3 jobs are active; the queue would stay paused."),
            (.active(1), "obliterate", "Would not obliterate email: 1 job is active; the queue would stay paused."),
            (.locked, "retry", "Would not retry job 7 in email: a worker runs it and holds its lock."),
        ] as [(Refusal, String, String)]) func aTrialHasDoneNothing(_ refusal: Refusal, _ name: String, _ words: String)
    {
        let operation: Queues.Operation =
            name == "retry" ? .retry(Self.target) : .queue(.obliterate(), Fixture.email)
        for isTrial in [true, false] {
            var report = ChangeReport(Change(operation), isTrial: isTrial)
            report.take(.refused(refusal), of: operation)
            let expected =
                isTrial
                ? words
                : words.replacingOccurrences(of: "Would not", with: "Did not")
                    .replacingOccurrences(of: "would stay", with: "stays")
            #expect(report.sentences() == [expected])
        }
        var bulk = ChangeReport(Change(.jobs(.retry(), Self.selection)), isTrial: true)
        var tally = Tally(done: 1)
        tally.refused = [.noParent: 2]
        bulk.take(.counted(tally), of: .jobs(.retry(), Self.selection))
        #expect(bulk.refusals() == ["2 would stay: no parent waits for it."])
    }

    @Test func aBulkThatBrokeOffAddsUp() {
        var tally = Tally(done: 40)
        tally.refused = [.moved(to: .waiting): 3, .locked: 2, .gone: 5]
        (tally.failed, tally.left, tally.trouble) = (250, 700, .timedOut(5_000))
        #expect(tally.asked == 1_000 && tally.moved == 8)
        let sentences = report(.counted(tally), of: .jobs(.retry(), Self.selection)).sentences()
        #expect(
            sentences.prefix(5) == [
                "Retried 40 failed jobs of email.", "5 had left the list by then.", "3 were waiting by then.",
                "2 were held by a worker.", "700 not tried.",
            ])
        #expect(sentences.last?.hasPrefix("250 may have been done or not: No answer within") == true)
        #expect(!sentences.joined().contains("all"))
    }

    @Test(
        arguments: [
            (.outOfMemory, "maxmemory"), (.cannotSave, "MISCONF"), (.tooFewReplicas, "NOREPLICAS"),
            (.unknownCommand("ERR unknown command"), "renamed"), (.wrongType, "WRONGTYPE"), (.notReady("BUSY"), "wait"),
            (.other("ERR x"), "ERR x"),
        ] as [(ServerRefusal, String)])
    func whatTheServerRefusedWasNotDone(_ refusal: ServerRefusal, _ words: String) {
        let single = report(.refused(.server(refusal)), of: .retry(Self.target)).text(KeyNames())
        #expect(single.hasPrefix("Did not retry job 7 in email: ") && single.contains(words))
        var tally = Tally(done: 4)
        (tally.left, tally.ending, tally.refused) = (90, .server(refusal), [.server(refusal): 6])
        let bulk = report(.counted(tally), of: .jobs(.retry(), Self.selection)).text(KeyNames())
        #expect(bulk.contains("90 not tried: ") && bulk.contains(words) && !bulk.contains("may have been done"))
        #expect(tally.asked == 100)
    }
}
