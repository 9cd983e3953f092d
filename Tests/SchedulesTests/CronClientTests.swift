import Foundation
import Schedules
import TestSupport
import Testing

/// The next runs of random patterns, compared with those of the parser that the official Python client uses.
@Suite struct CronClientTests {
    @Test func runsWhenTheOfficialClientRunsThem() throws {
        var random = Dice(seed: 20_261_124)
        let zones = ["UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Tokyo"]
        let cases = (0..<4_000).map { _ in
            (
                pattern: random.pattern(), zone: zones[random.below(zones.count)],
                seconds: 1_700_000_000 + random.below(200_000_000)
            )
        }
        let input = cases.map { "\($0.pattern)\t\($0.zone)\t\($0.seconds)\n" }.joined()
        let script = URL(filePath: "\(#filePath)/../next.py").standardized
        let output = try PythonClient.run(.bullmq6, script: String(contentsOf: script, encoding: .utf8), input: input)
        let lines = output.split(separator: "\n")
        try #require(lines.count == cases.count)
        var compared = 0
        for (expected, (pattern, zone, seconds)) in zip(lines, cases) where expected != "shift" {
            let zone = try #require(Zone(zone))
            let next = try? Cron(pattern).next(after: Int64(seconds) * 1_000, in: zone)
            let found = (try? Cron(pattern)) == nil ? "bad" : next.map { String($0 / 1_000) } ?? "none"
            #expect(found == expected, "\(pattern) in \(zone.name) after \(seconds)")
            compared += 1
        }
        #expect(compared > 3_500)
    }

    @Test(arguments: [
        "* * * *", "* * * * * * *", "60 * * * *", "a * * * *", "* * 0 * *", "* * 0-5 * *", "* * * 0 *", "*/0 * * * *",
        "* * * * 8", "* * * * 5-1", "* * * * fri-mon", "5-1 * * * *", "1,,2 * * * *", "-1 * * * *", "* * l-3 * *",
        "? * * * *", "* * * * 1,5#2", "* * * * 5#6", "@reboot", "* * lw * *", "h * * * *", "1-2-3 * * * *",
        "*-5 * * * *", "* * * foo *", "1/2/3 * * * *", "** * * * *", "1- * * * *", "+1 * * * *", "* * * * l",
        "* * * * *#2", "* * * * L1-3", "",
    ])
    func refusesWhatTheOfficialClientRefuses(pattern: String) throws {
        #expect(throws: CronError.self) { try Cron(pattern) }
        let script = URL(filePath: "\(#filePath)/../next.py").standardized
        let output = try PythonClient.run(
            .bullmq6, script: String(contentsOf: script, encoding: .utf8), input: "\(pattern)\tUTC\t0\n")
        #expect(output == "bad\n")
    }
}

/// Random cron patterns.
extension Dice {
    fileprivate mutating func below(_ limit: Int) -> Int { roll(0...limit - 1) }

    fileprivate mutating func number(_ bounds: ClosedRange<Int>) -> Int { bounds.lowerBound + below(bounds.count) }

    private mutating func item(_ bounds: ClosedRange<Int>) -> String {
        let (a, b) = (number(bounds), number(bounds))
        return switch below(6) {
        case 0: "\(min(a, b))-\(max(a, b))"
        case 1: "*/\(number(1...bounds.upperBound))"
        case 2: "\(a)/\(number(1...20))"
        case 3: "\(min(a, b))-\(max(a, b))/\(number(1...9))"
        default: "\(a)"
        }
    }

    private mutating func field(_ bounds: ClosedRange<Int>, stars: Int) -> String {
        guard below(10) >= stars else { return "*" }
        return (0..<number(1...3)).map { _ in item(bounds) }.joined(separator: ",")
    }

    private mutating func dayList() -> String {
        guard below(10) >= 6 else { return "*" }
        let (a, b) = (number(1...28), number(1...28))
        return below(2) == 0 ? "\(a),\(b)" : "\(min(a, b))-\(max(a, b))"
    }

    private mutating func dayOfWeek(hasSeconds: Bool) -> String {
        let days = ["sun", "MON", "tue", "Wed", "thu", "fri", "sat"]
        switch below(8) {
        case 0: return days[below(7)]
        case 1: return "mon-\(days[number(2...6)])"
        case 2 where !hasSeconds: return "\(number(1...5))-7"
        default: return field(0...6, stars: 5)
        }
    }

    /// Returns a random pattern without the parts that the client's parser gets wrong: days above 28 beside others or
    /// beside weekdays, a day of the month beside an nth weekday, and 7 for Sunday where there are seconds.
    fileprivate mutating func pattern() -> String {
        let hasSeconds = below(3) == 0
        let clock = [field(0...59, stars: 3), field(0...23, stars: 4)]
        let months = ["jan", "Feb", "mar-jun", "10-dec/2"]
        let month = below(6) == 0 ? months[below(4)] : field(1...12, stars: 7)
        let days =
            switch below(8) {
            case 0: ["\(number(29...31))", "*", "*"]
            case 1: ["L", month, "*"]
            case 2: ["*", month, "\(number(0...6))#\(number(1...5))"]
            case 3: ["*", month, "L\(number(0...6))"]
            default: [dayList(), month, dayOfWeek(hasSeconds: hasSeconds)]
            }
        return ((hasSeconds ? [field(0...59, stars: 2)] : []) + clock + days).joined(separator: " ")
    }
}
