import Dashboard
import Queues
import TestSupport
import Testing
import Themes

@testable import bulltop

/// Checks that a value that a form refuses is refused by its command as well, with the same bounds: both take them from
/// one place.
@Suite struct BoundTests {
    private static let lines: [(line: String, range: ClosedRange<Int>)] = [
        ("concurrency email VALUE", ChangeBound.jobs), ("rate-limit email VALUE 1m", ChangeBound.jobs),
        ("clean email --state failed --limit=VALUE", ChangeBound.limit),
        ("tidy email --events=VALUE", ChangeBound.kept),
        ("log email 4 --clear --keep=VALUE", ChangeBound.kept),
        ("schedule email s --every 5m --limit=VALUE", ChangeBound.runs),
        ("priority email 4 --priority=VALUE", ChangeBound.priority),
    ]

    @Test(arguments: lines.indices) func aCommandHasTheBoundsOfItsForm(_ index: Int) throws {
        let (line, range) = Self.lines[index]
        let bench = try CommandBench()
        // A word that begins with a dash is not an operand.
        let values = [range.upperBound + 1] + (line.contains("=") || range.lowerBound > 0 ? [range.lowerBound - 1] : [])
        for value in values {
            let result = try bench.run(line.replacing("VALUE", with: "\(value)") + " --dry-run")
            #expect(result.status == 2, "\(result)")
            #expect(result.errors.contains("a whole number from \(range.lowerBound) to \(range.upperBound)"))
        }
    }

    /// Checks that composed sentences keep their ends.
    @Test(
        arguments: [
            (
                "NOPERM this user has no permissions", "Permit +@read.",
                "NOPERM this user has no permissions. Permit +@read."
            ),
            ("It is a replica.", "Changes need the primary.", "It is a replica. Changes need the primary."),
            ("permitted", "", "permitted"),
        ]) func aFindingAndItsAdviceAreTwoSentences(_ finding: String, _ advice: String, _ words: String)
    {
        var diagnosis = Diagnosis()
        diagnosis.note("x", .ok, finding, advice)
        #expect(diagnosis.checks[0].line.hasSuffix(" " + words))
    }

    @Test(
        arguments: [
            (
                "nosuch",
                "--theme nosuch: there is no such theme. Themes are \(Themes.names.joined(separator: ", ")), "
                    + "or a file's path"
            ),
            (
                "drak",
                "--theme drak: there is no such theme; did you mean 'dark'? Themes are "
                    + "\(Themes.names.joined(separator: ", ")), or a file's path"
            ),
        ]) func anUnknownThemeIsToldInSentences(_ name: String, _ words: String)
    {
        let error = #expect(throws: UsageError.self) { try ThemeChoice(name) }
        #expect(error?.text == words)
    }
}
