import Queues
import TestSupport

extension JobChangeCase {
    private static func removing(children: Bool = true) -> [String: JSONValue] {
        ["kind": .string("remove"), "children": .boolean(children)]
    }

    static let removals = [
        JobChangeCase(
            name: "remove-waiting", commands: [job("1"), "RPUSH Q:wait x 1 y", "RPUSH Q:1:logs a b"], id: "1",
            state: .waiting, change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-paused", commands: [paused, job("1"), "RPUSH Q:paused x 1 y"], id: "1", state: .waiting,
            change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-delayed", commands: [job("1", "delay 5"), "ZADD Q:delayed 4096 1"], id: "1",
            state: .delayed, change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-failed", commands: [job("1", failed), "ZADD Q:failed 2 1"], id: "1", state: .failed,
            change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-prioritized", families: .bullmq4 ... .bullmq6,
            commands: [job("1", "priority 3"), "ZADD Q:prioritized 12884901889 1"], id: "1", state: .prioritized,
            change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-ordered", families: .bullmq3 ... .bullmq3,
            commands: [job("1", "priority 3"), "RPUSH Q:wait x 1", "ZADD Q:priority 3 1"], id: "1", state: .waiting,
            change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-locked", commands: [job("1"), "RPUSH Q:active 1", "SET Q:1:lock token"], id: "1",
            state: .active, change: .remove(), call: removing(), word: "locked"),
        JobChangeCase(
            name: "remove-unlocked", commands: [job("1"), "RPUSH Q:active x 1 y", "SADD Q:stalled 1"], id: "1",
            state: .active, change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-owner", families: .bullmq5 ... .bullmq6,
            commands: [job("1", "deid d"), "RPUSH Q:wait 1", "SET Q:de:d 1", "HSET Q:dn:d name n"], id: "1",
            state: .waiting, change: .remove(), call: removing()),
        JobChangeCase(
            name: "remove-iteration", families: .bullmq5 ... .bullmq6,
            commands: [
                job("repeat:s:5", "rjk s"), "ZADD Q:repeat 5 s", "HSET Q:repeat:s ic 1",
                "ZADD Q:delayed 20480 repeat:s:5",
            ], id: "repeat:s:5", state: .delayed, change: .remove(), call: removing(), word: "-8"),
    ]

    /// Returns the commands for a parent with two waiting children, one in its own queue and one in another.
    private static func tree(_ name: String, paused isPaused: Bool = false) -> [String] {
        [
            job("p"), "ZADD Q:waiting-children 1795466000000 p",
            "SADD Q:p:dependencies bull:\(name):a bull:\(name)-2:b",
            job("a", "parentKey bull:\(name):p parent {\"id\":\"p\",\"queueKey\":\"bull:\(name)\"}"),
            job("b", "parentKey bull:\(name):p parent {\"id\":\"p\",\"queueKey\":\"bull:\(name)\"}")
                .replacing("Q:", with: "bull:\(name)-2:"),
            "RPUSH Q:\(isPaused ? "paused" : "wait") a", "RPUSH bull:\(name)-2:wait b",
            "HSET bull:\(name)-2:meta opts.maxLenEvents 10000",
        ] + (isPaused ? [paused] : [])
    }

    static let family = [
        JobChangeCase(
            name: "tree", commands: tree("tree"), id: "p", state: .waitingChildren, change: .remove(),
            call: removing()),
        JobChangeCase(
            name: "tree-root", families: .bullmq4 ... .bullmq6, commands: tree("tree-root"), id: "p",
            state: .waitingChildren, change: .remove(children: false), call: removing(children: false)),
        JobChangeCase(
            name: "tree-leaf", commands: tree("tree-leaf"), id: "a", state: .waiting, change: .remove(),
            call: removing()),
        JobChangeCase(
            name: "tree-last", commands: tree("tree-last") + ["SREM Q:p:dependencies bull:tree-last-2:b"], id: "a",
            state: .waiting, change: .remove(), call: removing()),
        JobChangeCase(
            name: "tree-last-paused", families: .bullmq3 ... .bullmq5,
            commands: tree("tree-last-paused", paused: true)
                + ["SREM Q:p:dependencies bull:tree-last-paused-2:b"],
            id: "a", state: .waiting, change: .remove(), call: removing()),
        JobChangeCase(
            name: "tree-locked", commands: tree("tree-locked") + ["SET bull:tree-locked-2:b:lock token"], id: "p",
            state: .waitingChildren, change: .remove(), call: removing(), word: "locked"),
        JobChangeCase(
            name: "tree-pending", families: .bullmq5 ... .bullmq6, commands: tree("tree-pending"), id: "p",
            state: .waitingChildren, change: .removeUnprocessedChildren,
            call: ["kind": .string("removeUnprocessedChildren")]),
        JobChangeCase(
            name: "tree-pending-locked", families: .bullmq5 ... .bullmq6,
            commands: tree("tree-pending-locked") + ["SET Q:a:lock token"], id: "p", state: .waitingChildren,
            change: .removeUnprocessedChildren, call: ["kind": .string("removeUnprocessedChildren")]),
        JobChangeCase(
            name: "tree-pending-failed", families: .bullmq5 ... .bullmq6,
            commands: tree("tree-pending-failed") + ["LREM Q:wait 0 a", "ZADD Q:failed 5 a"], id: "p",
            state: .waitingChildren, change: .removeUnprocessedChildren,
            call: ["kind": .string("removeUnprocessedChildren")]),
        JobChangeCase(
            name: "tree-break", families: .bullmq5 ... .bullmq6,
            commands: tree("tree-break") + ["SREM Q:p:dependencies bull:tree-break-2:b"], id: "a", state: .waiting,
            change: .breakDependency,
            call: ["kind": .string("removeChildDependency"), "parent": .string("bull:tree-break:p")]),
        JobChangeCase(
            name: "tree-unrelated", families: .bullmq5 ... .bullmq6,
            commands: tree("tree-unrelated") + ["SREM Q:p:dependencies bull:tree-unrelated:a"], id: "a",
            state: .waiting, change: .breakDependency,
            call: ["kind": .string("removeChildDependency"), "parent": .string("bull:tree-unrelated:p")], word: "1"),
    ]

    static let delays =
        [("5000", 5000), ("0", 0)].map { name, delay in
            JobChangeCase(
                name: "delay-\(name)",
                commands: [job("d1", "delay 60000"), "ZADD Q:delayed 7354243539259392 d1 7354258284871680 x"], id: "d1",
                state: .delayed, change: .changeDelay(.after(Milliseconds(delay))),
                call: ["kind": .string("changeDelay"), "delay": .number(Double(delay)), "now": .number(Double(now))])
        } + [
            JobChangeCase(
                name: "delay-crowded", families: .bullmq5 ... .bullmq6,
                commands: [
                    job("d1", "delay 1"), "ZADD Q:delayed 1 d1 \((now + 7) * 4096 + 41) x",
                ], id: "d1", state: .delayed, change: .changeDelay(.at(now + 7)),
                call: ["kind": .string("changeDelay"), "delay": .number(7), "now": .number(Double(now))])
        ]

    private static func prioritizing(_ priority: Int, lifo: Bool = false) -> [String: JSONValue] {
        ["kind": .string("changePriority"), "priority": .number(Double(priority)), "lifo": .boolean(lifo)]
    }

    static let priorities =
        [(9, false), (0, true), (0, false)].map { priority, lifo in
            JobChangeCase(
                name: "waiting-\(priority)\(lifo ? "-lifo" : "")", families: .bullmq4 ... .bullmq6,
                commands: [job("1"), "RPUSH Q:wait x 1 y", "SET Q:pc 3"], id: "1", state: .waiting,
                change: .changePriority(priority, inFront: lifo), call: prioritizing(priority, lifo: lifo))
        } + [
            JobChangeCase(
                name: "prioritized-9", families: .bullmq4 ... .bullmq6,
                commands: [job("1", "priority 3"), "ZADD Q:prioritized 12884901889 1", "SET Q:pc 3"], id: "1",
                state: .prioritized, change: .changePriority(9), call: prioritizing(9)),
            // The client of 4 leaves a job of priority 0 among the prioritized ones, and cannot put a job in front of
            // its priority.
            JobChangeCase(
                name: "prioritized-0", families: .bullmq5 ... .bullmq6,
                commands: [job("1", "priority 3"), "ZADD Q:prioritized 12884901889 1", "RPUSH Q:wait x"], id: "1",
                state: .prioritized, change: .changePriority(0), call: prioritizing(0)),
            JobChangeCase(
                name: "prioritized-front", families: .bullmq5 ... .bullmq6,
                commands: [job("1", "priority 3"), "ZADD Q:prioritized 12884901889 1 21474836481 x"], id: "1",
                state: .prioritized, change: .changePriority(5, inFront: true), call: prioritizing(5, lifo: true)),
            JobChangeCase(
                name: "delayed-9", families: .bullmq4 ... .bullmq6, commands: [job("1"), "ZADD Q:delayed 4096 1"],
                id: "1",
                state: .delayed, change: .changePriority(9), call: prioritizing(9)),
            JobChangeCase(
                name: "last-9", families: .bullmq4 ... .bullmq6, commands: [job("1"), "RPUSH Q:wait 1"], id: "1",
                state: .waiting, change: .changePriority(9), call: prioritizing(9)),
            JobChangeCase(
                name: "paused-9", families: .bullmq4 ... .bullmq5, commands: [paused, job("1"), "RPUSH Q:paused x 1"],
                id: "1", state: .waiting, change: .changePriority(9), call: prioritizing(9)),
            JobChangeCase(
                name: "paused-6", families: .bullmq6 ... .bullmq6, commands: [paused, job("1"), "RPUSH Q:wait x 1"],
                id: "1", state: .waiting, change: .changePriority(9), call: prioritizing(9)),
        ]

    static let rest = [
        JobChangeCase(
            name: "data", commands: [job("a:b:c"), "RPUSH Q:wait a:b:c"], id: "a:b:c", state: .waiting,
            change: .updateData(Array("{\"list\":[],\"text\":\"\\u00fc/\"}".utf8)),
            call: ["kind": .string("updateData"), "data": .object(["text": .string("ü/"), "list": .array([])])]),
        JobChangeCase(
            name: "log", families: .bullmq5 ... .bullmq6, commands: [job("1"), "RPUSH Q:wait 1", "RPUSH Q:1:logs a"],
            id: "1", state: .waiting, change: .addLog(Array("ü\nb".utf8)),
            call: ["kind": .string("log"), "row": .string("ü\nb")]),
        JobChangeCase(
            name: "log-kept", families: .bullmq5 ... .bullmq6,
            commands: [job("1", options: "{\"kl\":2}"), "RPUSH Q:wait 1", "RPUSH Q:1:logs a b c"], id: "1",
            state: .waiting, change: .addLog(Array("d".utf8)), call: ["kind": .string("log"), "row": .string("d")]),
        JobChangeCase(
            name: "deduplication", families: .bullmq5 ... .bullmq6,
            commands: [job("1", "deid d"), "RPUSH Q:wait 1", "SET Q:de:d 1 PX 60000"], id: "1", state: .waiting,
            change: .removeDeduplication,
            call: ["kind": .string("removeDeduplicationKey"), "deduplication": .string("d")]),
        JobChangeCase(
            name: "deduplication-other", families: .bullmq5 ... .bullmq6,
            commands: [job("1", "deid d"), "RPUSH Q:wait 1", "SET Q:de:d 2"], id: "1", state: .waiting,
            change: .removeDeduplication,
            call: ["kind": .string("removeDeduplicationKey"), "deduplication": .string("d")], word: "absent"),
    ]
}
