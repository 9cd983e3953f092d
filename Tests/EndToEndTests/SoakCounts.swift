import TestSupport

/// The counts of a queue, which the screen and the official client must agree on.
struct SoakCounts: Hashable {
    var waiting: Int?
    var active: Int?
    var failed: Int?
    var delayed: Int?

    /// Returns the counts of the demo's queues as the official client has them.
    static func ofClient(_ socket: String) throws -> [String: SoakCounts] {
        let script = """
            import asyncio, sys
            from bullmq import Queue
            NAMES = ["email", "export", "webhooks", "cleanup", "image-processing", "failed-email", "transcode"]
            async def main():
                for name in NAMES:
                    queue = Queue(name, {"connection": "unix://" + sys.argv[1]})
                    counts = await queue.getJobCounts("waiting", "paused", "active", "failed", "delayed")
                    waiting = counts.get("waiting", 0) + counts.get("paused", 0)
                    print(name, waiting, counts["active"], counts["failed"], counts["delayed"])
                    await queue.close()
            asyncio.run(main())
            """
        let output = try PythonClient.run(.bullmq6, script: script, arguments: [socket])
        var counts: [String: SoakCounts] = [:]
        for line in output.split(separator: "\n") {
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().map { Int($0) }
            guard numbers.count == 4 else { throw TestFailure("the client said \(line)") }
            counts[String(words[0])] = SoakCounts(
                waiting: numbers[0], active: numbers[1], failed: numbers[2], delayed: numbers[3])
        }
        return counts
    }

    /// Returns the counts in the rows of the list of queues. A count is nil where its column is not found.
    static func onScreen(_ screen: String) -> [String: SoakCounts] {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        guard let top = lines.firstIndex(where: { String($0).contains("  Health ") }) else { return [:] }
        let ends = columnEnds(lines[top])
        var found: [String: SoakCounts] = [:]
        for line in lines[(top + 1)...] {
            guard line.first != "─" else { break }
            let name = String(line.dropFirst(2).prefix { $0 != " " })
            guard !name.isEmpty else { continue }
            func count(_ title: String) -> Int? { ends[title].flatMap { number(in: line, endingAt: $0) } }
            found[name] = SoakCounts(
                waiting: count("Waiting"), active: count("Active"), failed: count("Failed"), delayed: count("Delayed"))
        }
        return found
    }

    /// Returns where the title of each column ends: numbers stand at the right.
    private static func columnEnds(_ header: [Character]) -> [String: Int] {
        var ends: [String: Int] = [:]
        var word = ""
        for (index, character) in (header + [" "]).enumerated() {
            if character != " " {
                word.append(character)
            } else if !word.isEmpty {
                ends[word] = index
                word = ""
            }
        }
        return ends
    }

    /// Returns the number that ends before this column; a dot is 0. Thousands are set apart by one space.
    private static func number(in line: [Character], endingAt end: Int) -> Int? {
        var digits = ""
        var rest = line.prefix(end)
        if rest.last == "·" { return 0 }
        while let last = rest.popLast() {
            if last.isNumber {
                digits = String(last) + digits
            } else if last != " " || rest.last?.isNumber != true {
                break
            }
        }
        return Int(digits)
    }
}
