import Canvas
import Foundation
import TestSupport
import Testing

@testable import bulltop

/// Tables on a terminal with names of any bytes: nothing that a terminal obeys, and columns that stand below each other.
@Suite struct TerminalTableTests {
    /// Names with escapes, bytes that are not UTF-8, wide and combining characters, and marks that turn the text around.
    private static let names: [[UInt8]] = [
        Array("plain".utf8), Array("邮件队列".utf8), Array("e\u{301}lan e\u{301}".utf8), Array("👩‍👩‍👧 family".utf8),
        [0x61, 0xFF, 0xFE, 0x62], [0xE9, 0x82], Array("\u{1B}[2J\u{1B}]52;c;aGk=\u{7}x".utf8),
        Array("a\tb\r\nc".utf8), [0xC2, 0x9B, 0x33, 0x31, 0x6D], Array("\u{202E}gnp.exe\u{200B}".utf8),
        Array("ｗｉｄｅ".utf8), [0x10, 0x00, 0x7F],
    ]

    private func bench() throws -> CommandBench {
        let bench = try CommandBench()
        for (index, name) in Self.names.enumerated() {
            let (number, time) = (Array("\(index)".utf8), Array("\(1_700_000_000_000 + index)".utf8))
            // Each name is one of a queue, and that of a job, its id and a part of its reason.
            for (base, id) in [(Array("bull:".utf8) + name, number), (Array("bull:mail".utf8), name)] {
                let fields = ["name", "data", "opts", "timestamp", "finishedOn", "failedReason"].map { Array($0.utf8) }
                let values = [name, Array("{}".utf8), Array("{}".utf8), time, time, Array("MARK ".utf8) + name]
                try bench.send(
                    words: [Array("HSET".utf8), base + Array(":meta".utf8)]
                        + ["version", "bullmq:6.2.0"].map { Array($0.utf8) })
                try bench.send(
                    words: [Array("HSET".utf8), base + Array(":".utf8) + id] + zip(fields, values).flatMap { [$0, $1] })
                try bench.send(words: [Array("ZADD".utf8), base + Array(":failed".utf8), time, id])
            }
        }
        return bench
    }

    /// Returns the lines that a command prints on a terminal of this width.
    private func lines(_ words: [String], _ bench: CommandBench, columns: UInt16, locale: String) throws -> [String] {
        let pty = try Pty(
            [Program.path] + words, environment: ["BULLTOP_URL": bench.url, "LC_ALL": locale], columns: columns)
        #expect(try pty.exitCode() == 0, "\(words)")
        let text = String(decoding: pty.output, as: UTF8.self)
        #expect(Array(text.utf8) == pty.output, "\(words): not UTF-8")
        let lines = text.split(separator: "\r\n").map(String.init)
        for line in lines {
            let harmful = line.unicodeScalars.filter { $0.isHarmful || $0.value < 0x20 || locale == "C" && !$0.isASCII }
            #expect(harmful.isEmpty, "\(words): \(harmful) in \(line.debugDescription)")
            #expect(DisplayText(line).width <= Int(columns), "\(words): too wide: \(line)")
        }
        return lines
    }

    @Test(arguments: ["C.UTF-8", "C"], [200, 80] as [UInt16]) func areSafeAndAligned(
        locale: String, columns: UInt16
    ) throws {
        let bench = try bench()
        let commands: [(words: [String], mark: String)] = [
            (["jobs", "mail", "--state", "failed"], "MARK"),
            (["search", "mail", "state:failed", "--limit", "100"], "MARK"),
            (["queues"], "idle"), (["failures"], "MARK"), (["search", "state:failed", "--limit", "100"], "MARK"),
        ]
        for (words, mark) in commands {
            let lines = try lines(words, bench, columns: columns, locale: locale)
            let places = lines.compactMap { line in
                line.range(of: mark).map { DisplayText(String(line[..<$0.lowerBound])).width }
            }
            // A narrow terminal has no room for the column of the mark in every table.
            #expect(columns < 200 || places.count >= Self.names.count, "\(words): \(lines.joined(separator: "\n"))")
            #expect(Set(places).count <= 1, "\(words) in \(columns): \(places)\n\(lines.joined(separator: "\n"))")
        }
    }
}
