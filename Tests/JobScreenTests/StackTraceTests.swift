import Testing

@testable import Dashboard

@Suite struct StackTraceTests {
    @Test func javaScript() {
        #expect(
            roles([
                "Error: first line", "at second line of the message", "    at send (/app/mail.js:1:2)",
                "    at emit (node:events:5:2)", "    at /app/node_modules/x/y.js:1:1",
                "    at new Promise (<anonymous>)",
                "    at async Worker.run (/app/worker.js:3:4)", "Caused by: Error: inner",
            ]) == [
                .stackMessage, .stackMessage, .stackFrame, .stackLibrary, .stackLibrary, .stackLibrary, .stackFrame,
                .stackMessage,
            ])
    }

    @Test func python() {
        #expect(
            roles([
                "Traceback (most recent call last):", "  File \"/app/mail.py\", line 3, in send",
                "    raise ValueError(x)",
                "  File \"/usr/lib/python3.11/asyncio/x.py\", line 1, in run", "    await x",
                "  File \"/app/.venv/lib/site-packages/bullmq/worker.py\", line 1", "ValueError: no",
            ]) == [
                .stackMessage, .stackFrame, .stackFrame, .stackLibrary, .stackLibrary, .stackLibrary, .stackMessage,
            ])
    }

    private func roles(_ lines: [String]) -> [ThemeRole] {
        var trace = StackTrace()
        return lines.map { trace.role(of: Array($0.utf8)[...]) }
    }
}
