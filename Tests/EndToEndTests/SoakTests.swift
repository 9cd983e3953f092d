import Foundation
import TestSupport
import Testing

/// The dashboard in long and rough use: random keys and sizes, a server that dies and returns, a terminal that stalls.
/// `make soak MINUTES=30 SEED=1` does it for longer than `make test`.
@Suite struct SoakTests {
    private static let minutes = setting("MINUTES") ?? 2
    private static let seed = UInt64(setting("SEED") ?? 1)
    /// The allowed growth of memory, in kB: 1 MB once histories and the heap have their size, after 5 minutes. A shorter run
    /// sees them grow.
    private static let allowance = minutes > 6 ? 1_024 : 4_096

    private static func setting(_ name: String) -> Double? {
        ProcessInfo.processInfo.environment[name].flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Checks that nothing traps, memory does not grow, counts stay right, and the terminal is restored.
    @Test func roughUseLeavesNoTrace() throws {
        let soak = try Soak(seed: Self.seed)
        let start = Date()
        let end = start.addingTimeInterval(Self.minutes * 60)
        // Histories, lists and the heap have their size after 5 minutes, or half of a short run.
        let settled = start.addingTimeInterval(min(5, Self.minutes / 2) * 60)
        var sizes: [Int] = []
        var round = 0
        while Date() < end || sizes.count < 3 {
            round += 1
            try soak.useIt()
            if round % 2 == 0 { try soak.stallTerminal() }
            if round % 3 == 0 { try soak.restartServer() }
            let memory = try #require(soak.memory, "SEED \(Self.seed): gone in round \(round)")
            if Date() >= settled { sizes.append(memory) }
        }
        #expect(Self.growth(sizes) <= Self.allowance, "SEED \(Self.seed): kB after each round: \(sizes)")
        #expect(try soak.drift().isEmpty, "SEED \(Self.seed)")
        let (status, isRestored) = try soak.quit()
        #expect(status == "0" && isRestored, "SEED \(Self.seed)")
    }

    /// Returns the growth between the medians of the first and the last third, so that one large screen decides nothing.
    private static func growth(_ sizes: [Int]) -> Int {
        let third = max(1, sizes.count / 3)
        func median(_ part: ArraySlice<Int>) -> Int { part.sorted()[part.count / 2] }
        return median(sizes.suffix(third)) - median(sizes.prefix(third))
    }
}
