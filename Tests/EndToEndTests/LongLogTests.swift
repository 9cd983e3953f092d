import Redis
import TestSupport
import Testing

/// A log of 200,000 lines in a real terminal: both ends, a search through all of it, and the view of only the matching
/// lines.
@Suite struct LongLogTests {
    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.send("HSET bull:q:meta version bullmq:6.1.2 opts.maxLenEvents 10000", "SET bull:q:id 1")
        try bench.send("HSET bull:q:1 name import timestamp 1795000000000 data {}", "LPUSH bull:q:active 1")
        let script = """
            local lines = {}
            for i = 0, 199999 do
                lines[#lines + 1] = i % 50000 == 7 and ('row ' .. i .. ' \\27[31mrefu\\27[0msed') or ('row ' .. i .. ' stored')
                if #lines == 5000 then
                    redis.call('RPUSH', 'bull:q:1:logs', unpack(lines))
                    lines = {}
                end
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        return bench
    }

    @Test func allOfItIsWithinReach() throws {
        let bench = try bench()
        try bench.start(until: "q")
        try bench.open("q", "active", until: "import")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "6 logs 200 000")
        try bench.pane.type("6")
        try bench.pane.wait("its end") { $0.contains("row 199999 stored") && $0.contains("following") }
        try bench.pane.type("g")
        try bench.pane.wait("its beginning") { $0.contains("row 0 stored") && $0.contains("of 200 000") }
        for _ in 0..<30 { try bench.pane.press("C-d") }
        try bench.pane.wait("lines further down") { $0.contains("row 4") && !$0.contains("row 0 ") }
        try bench.pane.type("/refused")
        try bench.pane.press("Enter")
        try bench.pane.wait("the next line") {
            // A search that goes on would be what Esc leaves.
            $0.contains("2 of 4 lines") && !$0.contains("Esc stops") && $0.contains("row 50007 refused")
        }
        try bench.pane.type("n")
        try bench.pane.wait("the one after") { $0.contains("3 of 4 lines") && $0.contains("row 100007 refused") }
        try bench.pane.type("NN")
        try bench.pane.wait("the first one") { $0.contains("1 of 4 lines") && $0.contains("row 7 refused") }
        try bench.pane.type("&")
        let found = try bench.pane.wait("only them") { $0.contains("150 008  row 150007 refused") }
        #expect(!found.contains("stored"))
        try bench.pane.press("Escape")
        try bench.pane.wait(for: "row 8 stored")
        try bench.pane.type("G")
        try bench.pane.wait(for: "row 199999 stored")
        try bench.send("RPUSH bull:q:1:logs row-200000-refused")
        try bench.pane.wait("the new line, found as well") {
            $0.contains("row-200000-refused") && $0.contains("5 lines")
        }
        try bench.quit()
    }
}
