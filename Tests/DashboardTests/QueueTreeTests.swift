import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// The list of queues as a tree: its groups, their rows, and folding.
@Suite struct QueueTreeTests {
    private static func names(_ rows: [QueueRow]) -> [String] {
        rows.map { row in
            let mark = row.group.map { $0.isFolded ? "+" : "-" } ?? ""
            return String(repeating: " ", count: row.depth ?? 0) + mark + String(decoding: row.label, as: UTF8.self)
        }
    }

    private static func rows(_ names: [String], _ delimiter: NameDelimiter, folded: Set<String> = []) -> [String] {
        let queues = names.map { Fixture.queue($0, [:]) }
        let order = QueueOrder(column: .name, isDescending: false)
        let tree = QueueTree(
            delimiter: delimiter, folded: Set(folded.map { Array($0.utf8) }), order: order, now: 0)
        return Self.names(tree.rows(queues))
    }

    @Test(
        arguments: [
            (["a", "b"], ["a", "b"]),
            (["mail:in", "mail:out", "pay"], ["-mail:", " in", " out", "pay"]),
            // A group of one queue is not a group.
            (["mail:in", "pay"], ["mail:in", "pay"]),
            // A group whose only content is another group is merged with it.
            (["eu:mail:in", "eu:mail:out"], ["-eu:mail:", " in", " out"]),
            (["eu:mail:in", "eu:mail:out", "eu:pay"], ["-eu:", " -mail:", "  in", "  out", " pay"]),
            // A queue may have the name of a group, and a name may begin or end with the delimiter.
            (["mail", "mail:in", "mail:out"], ["mail", "-mail:", " in", " out"]),
            (["mail:", "mail:in", "mail:out"], ["mail:", "-mail:", " in", " out"]),
            ([":a", ":b"], ["-:", " a", " b"]),
            (["::a", "::b", ":::"], ["-::", " :", " a", " b"]),
            ([], []),
        ] as [([String], [String])])
    func groups(names: [String], expected: [String]) { #expect(Self.rows(names, .colon) == expected) }

    @Test(arguments: NameDelimiter.allCases) func everyDelimiterDivides(_ delimiter: NameDelimiter) {
        let character = delimiter.text
        #expect(Self.rows(["a\(character)b", "a\(character)c"], delimiter) == ["-a\(character)", " b", " c"])
    }

    @Test func foldedGroupsHaveOneRow() {
        let names = ["eu:mail:in", "eu:mail:out", "eu:pay", "us"]
        #expect(Self.rows(names, .colon, folded: ["eu:mail:"]) == ["-eu:", " +mail:", " pay", "us"])
        #expect(Self.rows(names, .colon, folded: ["eu:", "eu:mail:"]) == ["+eu:", "us"])
    }

    /// Checks that with any names each queue is in the tree once, and deep trees end.
    @Test(arguments: 0..<8 as Range<UInt64>) func everyQueueIsThereOnce(_ seed: UInt64) {
        var random = Dice(seed: seed + 3)
        let names = Set(
            (0..<60).map { _ in
                String(
                    (0..<Int.random(in: 1...7, using: &random)).map { _ in "a:b".randomElement(using: &random) ?? "a" })
            }
        ).sorted()
        let deep = names + [String(repeating: "x:", count: 5_000) + "1", String(repeating: "x:", count: 5_000) + "2"]
        let order = QueueOrder(column: .failed, isDescending: true)
        let queues = deep.map { Fixture.queue($0, [.failed: Int.random(in: 0...9, using: &random)]) }
        let rows = QueueTree(delimiter: .colon, folded: [], order: order, now: 0).rows(queues)
        #expect(rows.compactMap(\.queue?.id).sorted() == queues.map(\.id).sorted())
        #expect(rows.compactMap(\.depth).max() ?? 0 < 20)
        for row in rows { #expect(row.queues.allSatisfy { $0.id.name.starts(with: row.group?.path ?? []) }) }
    }

    private static let mails = ["mail:in", "mail:out", "mail:spam", "pay"]

    /// Returns a list of queues in a group, and one outside of it.
    private func scenario(columns: Int = 120, rows: Int = 40) -> Scenario {
        var fixture = Fixture()
        fixture.queues = [
            Fixture.queue("mail:in", [.waiting: 7, .failed: 3], failing: 2), Fixture.queue("mail:out", [.waiting: 5]),
            Fixture.queue("mail:spam", [.waiting: 1], isPaused: true), Fixture.queue("pay", [.waiting: 2]),
        ]
        fixture.queues[2].counts[.failed] = nil
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin(fixture)
        scenario.type(":tree :")
        scenario.press(.enter)
        return scenario
    }

    @Test func aGroupSaysWhatItsQueuesAreTogether() throws {
        let scenario = scenario(columns: 160)
        let row = try #require(scenario.text.first { $0.contains("mail:") })
        // Three queues, one failing; an unknown count makes the sum a minimum.
        #expect(
            row.contains("▾ mail: 3") && row.contains("1 of 3 failing") && row.contains("≥3") && row.contains(" 13 "))
        #expect(scenario.shows("    in ") && scenario.shows("  pay "))
        #expect(Self.names(scenario.state.queues.rows) == ["-mail:", " in", " out", " spam", "pay"])
    }

    @Test func arrowsFoldAndUnfold() {
        var scenario = scenario()
        _ = scenario.takeEffects()
        scenario.press(.down, .down, .left)
        #expect(scenario.state.queues.row?.key == .group(Array("mail:".utf8)), "to the group around")
        scenario.press(.left)
        #expect(Self.names(scenario.state.queues.rows) == ["+mail:", "pay"])
        let folded = QueuePreferences(delimiter: .colon, folded: [Array("mail:".utf8)])
        #expect(scenario.takeEffects() == [.keep(folded)])
        scenario.press(.right)
        #expect(scenario.state.queues.rows.count == 5)
        scenario.press(.right)
        #expect(scenario.state.queues.selected?.name == Array("mail:in".utf8), "to its first row")
        scenario.press(.up, .enter)
        #expect(Self.names(scenario.state.queues.rows) == ["+mail:", "pay"], "Enter folds as well")
        scenario.type("/spam")
        #expect(Self.names(scenario.state.queues.rows) == ["mail:spam"], "a filter finds what is folded")
        scenario.press(.escape, .down, .left)
        #expect(scenario.state.queues.row?.label == Array("pay".utf8))
    }

    @Test func aPlainListSaysThatItIsNone() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.left)
        #expect(scenario.footer.contains("The list is no tree; :tree makes one."))
    }

    /// Checks that Space on a group marks its queues, for changes, and that other keys explain why they do nothing.
    @Test func spaceOnAGroupMarksItsQueues() {
        var scenario = scenario()
        scenario.type("gP")
        #expect(scenario.footer.contains("There is no queue under the cursor."))
        scenario.press(.character(" "))
        #expect(scenario.state.queues.marks.count == 3)
        scenario.type("P")
        #expect(scenario.state.question?.change?.operations.count == 3)
        scenario.press(.escape, .up, .character(" "))
        #expect(scenario.state.queues.marks.isEmpty)
    }

    @Test(arguments: [":tree", ":tree ", ":tree off", ":tree hy", ":tree /"]) func theMenuChooses(command: String) {
        var scenario = scenario()
        scenario.type(command)
        scenario.press(.enter)
        if command == ":tree" { scenario.press(.enter) }
        let expected: NameDelimiter? = command.hasSuffix("hy") ? .hyphen : command.hasSuffix("/") ? .slash : nil
        #expect(scenario.state.queues.preferences.delimiter == expected)
    }

    /// Checks that every column without a count has a text for a group, and sorts.
    @Test(arguments: QueueColumn.table.map(\.id)) func everyColumnSortsATree(_ id: QueueColumn.ID) {
        var scenario = scenario(columns: 200, rows: 50)
        let columns = QueueColumn.table.filter { $0.id != .prefix }
        guard let index = columns.firstIndex(where: { $0.id == id }) else { return }
        scenario.type("s")
        for _ in 0..<index { scenario.press(.down) }
        scenario.press(.enter)
        let rows = scenario.state.queues.rows
        #expect(rows.count == 5 && rows.contains { $0.group != nil })
        for row in rows where row.depth == 1 { #expect(row.queue != nil) }
    }

    /// Checks that with two thousand queues in a hundred groups and the smallest screen every row can be reached, and a
    /// key moves one row.
    @Test func manyQueuesStayWithinReach() {
        var fixture = Fixture()
        fixture.queues = (0..<2_000).map { Fixture.queue("tenant-\($0 % 100):queue-\($0)", [.failed: $0 % 7]) }
        var scenario = Scenario(columns: 80, rows: 24)
        scenario.begin(fixture)
        scenario.type(":tree :")
        scenario.press(.enter)
        #expect(scenario.state.queues.rows.count == 2_100)
        scenario.type("G")
        #expect(scenario.state.queues.cursor.index == 2_099)
        scenario.type("k")
        #expect(scenario.state.queues.cursor.index == 2_098)
        scenario.answer(fixture)
        #expect(scenario.state.queues.cursor.index == 2_098)
    }
}
