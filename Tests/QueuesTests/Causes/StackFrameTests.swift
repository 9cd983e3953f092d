import JSONText
import Queues
import Testing

@Suite struct StackFrameTests {
    @Test(arguments: [
        ("Error: boom\n    at charge (/app/dist/billing.js:10:5)\n    at run (/app/run.js:1:1)", "charge (billing.js)"),
        (
            "Error: boom\n    at async Object.charge [as handler] (file:///app/dist/billing.mjs:10:5)",
            "charge (billing.mjs)"
        ),
        ("Error\n    at /app/dist/billing.js:10:5", "billing.js:10"),
        ("Error\n    at new Invoice (C:\\app\\invoice.js:3:9)", "Invoice (invoice.js)"),
        ("Error\n    at Object.<anonymous> (/app/x.js:7:1)", "x.js:7"),
        (
            "Error\n    at get (/app/node_modules/got/index.js:1:1)\n    at node:internal/process/task_queues:95:5\n"
                + "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n"
                + "    at async Fetch.run (/app/src/fetch.ts:22:3)", "Fetch.run (fetch.ts)"
        ),
        ("Error\n    at Array.map (<anonymous>)\n    at total (/app/total.js:4:4)", "total (total.js)"),
        (
            "Traceback (most recent call last):\n  File \"/venv/lib/python3.11/site-packages/bullmq/worker.py\", line 1, in run\n"
                + "    await x()\n  File \"/app/tasks.py\", line 10, in charge\n    raise X\n"
                + "  File \"/usr/lib/python3.11/json/__init__.py\", line 3, in loads\nValueError: x",
            "charge (tasks.py)"
        ),
        (
            "Traceback (most recent call last):\n  File \"<frozen importlib._bootstrap>\", line 1, in x\nImportError",
            nil
        ),
        ("Error: connect ECONNREFUSED\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16)", nil),
        ("no frames here, at all (really)", nil),
        ("", nil),
    ]) func findsTheApplicationsOwnFrame(trace: String, expected: String?) {
        let stacks = JSON.array([.string("Error: earlier\n    at old (/app/old.js:1:1)"), .string(trace)]).text()
        #expect(StackFrame.own(inStacks: stacks[...]).map { String(decoding: $0.text, as: UTF8.self) } == expected)
    }

    @Test func theEndOfAFieldIsEnough() {
        let trace =
            "Error: \"quoted\\\"\n    at charge (/app/billing.js:10:5)\n"
            + String(repeating: "    at x (node:x:1)\n", count: 9)
        let stacks = JSON.array([.string(trace)]).text()
        for cut in 0...20 { #expect(StackFrame.own(inStacks: stacks.dropFirst(cut)) != nil) }
    }

    @Test(arguments: ["", "[]", "null", "\"", "[\"", "[\"a\\", "\\\"\\\"", "[\"\\n    at \"]", "[\"\\n  File \\\"\"]"])
    func whatIsNoArrayHasNoFrame(text: String) {
        #expect(StackFrame.own(inStacks: Array(text.utf8)[...]) == nil)
    }
}
