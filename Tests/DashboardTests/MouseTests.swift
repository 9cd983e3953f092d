import Canvas
import Foundation
import Queues
import Testing

@testable import Dashboard

/// The mouse on every screen: what is pointed at is what is drawn there.
@Suite struct MouseTests {
    private static let size = (columns: 120, rows: 40)

    /// Returns a screen in full, with the mouse.
    private static func scenario(_ look: ScreenLook) -> Scenario {
        var scenario = look.scenario(.full, size)
        scenario.state.usesMouse = true
        scenario.send(.clock(scenario.state.clock + 10_000))
        return scenario
    }

    private static func press(_ scenario: inout Scenario, _ x: Int, _ y: Int) {
        scenario.send(.inputs([.mouse(.press, Point(x: x, y: y))]))
    }

    @Test func isOffUnlessItIsWanted() {
        var scenario = Scenario()
        scenario.begin()
        let before = scenario.state
        scenario.send(.inputs([.mouse(.press, Point(x: 3, y: 8)), .mouse(.wheelDown, Point(x: 3, y: 8))]))
        #expect(scenario.state == before && !before.usesMouse)
        scenario.fill(":mouse", "")
        #expect(scenario.state.usesMouse && scenario.footer.contains("The mouse is on."))
        scenario.fill(":mouse", "")
        #expect(!scenario.state.usesMouse)
    }

    /// Checks, for each row of each screen, that a press moves the cursor there, or changes nothing but a pane or tab.
    @Test(arguments: ScreenLook.table.indices) func theCursorGoesWhereItIsPressed(_ index: Int) {
        let first = Self.scenario(ScreenLook.table[index])
        guard first.state.overlay == nil else { return }
        var moved = 0
        for y in 0..<Self.size.rows {
            var scenario = first
            let spots = scenario.frame.spots(at: Point(x: 2, y: y))
            Self.press(&scenario, 2, y)
            guard case .rows(let cursor)? = spots.first?.kind else { continue }
            let now = scenario.frame.cursor?.y
            #expect(now == y || now == cursor, "row \(y) of \(ScreenLook.table[index].name)")
            if now == y { moved += 1 }
        }
        let hasRows = first.frame.spots(at: first.frame.cursor ?? Point(x: 0, y: 0)).contains {
            if case .rows = $0.kind { true } else { false }
        }
        #expect(!hasRows || moved > 0)
    }

    @Test func aDoublePressOpens() {
        var scenario = Self.scenario(ScreenLook.table[0])
        let row = scenario.text.firstIndex { $0.contains(" payments ") } ?? 0
        Self.press(&scenario, 5, row)
        #expect(scenario.state.queues.selected?.name == Array("payments".utf8) && scenario.state.path.count == 1)
        scenario.send(.clock(scenario.state.clock + 401))
        Self.press(&scenario, 5, row)
        #expect(scenario.state.path.count == 1)
        scenario.send(.clock(scenario.state.clock + 300))
        Self.press(&scenario, 5, row)
        #expect(scenario.shows("› payments ›"))
        // A press below the last row neither moves nor opens.
        scenario = Self.scenario(ScreenLook.table[0])
        let last = (scenario.text.firstIndex { $0.contains("email: why") } ?? 0) - 1
        scenario.type("G")
        let before = scenario.state.path
        Self.press(&scenario, 5, last + 3)
        #expect(scenario.state.queues.pane != .queues || scenario.state.path == before)
    }

    @Test func tabsAndPanesAreChosen() {
        var scenario = Self.scenario(ScreenLook.table[1])
        func press(on words: String) {
            for (y, line) in scenario.text.enumerated() {
                guard let range = line.range(of: words) else { continue }
                return Self.press(&scenario, line.distance(from: line.startIndex, to: range.lowerBound) + 1, y)
            }
            Issue.record("no \(words)")
        }
        for (words, title) in [("6 delayed", "delayed"), ("2 waiting", "waiting"), ("F causes", "causes")] {
            press(on: words)
            #expect(scenario.shows("› \(title) "), "\(words)")
            scenario.answer()
        }
        scenario = Self.scenario(ScreenLook.table[0])
        press(on: "Needs attention")
        #expect(scenario.state.queues.pane == .attention)
        press(on: "✗  payments")
        #expect(scenario.state.queues.selected?.name == Array("payments".utf8))
        press(on: "Queue ")
        #expect(scenario.state.queues.pane == .queues)
    }

    /// Checks that each attempt is chosen by its tab, in whatever order, and that the sections beside them still are.
    @Test func attemptsAreTabs() throws {
        let look = try #require(ScreenLook.table.first { $0.name == "job-attempts" })
        var scenario = Self.scenario(look)
        func tabs() -> [(x: Int, y: Int, number: String)] {
            scenario.text.enumerated().flatMap { y, line -> [(x: Int, y: Int, number: String)] in
                let cells = Array(line)
                return cells.indices.dropLast(2).filter {
                    cells[$0] == "[" && cells[$0 + 1].isNumber && cells[$0 + 2] == ":"
                }.map { ($0, y, String(cells[$0 + 1])) }
            }
        }
        let places = tabs()
        #expect(places.count > 2)
        for place in places.reversed() + places {
            Self.press(&scenario, place.x + 1, place.y)
            #expect(scenario.text.contains { $0.contains("attempt \(place.number) of ") }, "\(place.number)")
        }
        scenario.type("2")
        #expect(tabs().isEmpty)
    }

    @Test func theWheelMovesRows() {
        var scenario = Self.scenario(ScreenLook.table[1])
        let place = Point(x: 3, y: 9)
        let row = scenario.frame.cursor?.y ?? 0
        scenario.send(.inputs([.mouse(.wheelDown, place), .mouse(.wheelDown, place), .mouse(.wheelUp, place)]))
        #expect(scenario.frame.cursor?.y == row + 3)
        scenario.type("?")
        scenario.send(.inputs([.mouse(.wheelDown, place)]))
        guard case .menu(let menu)? = scenario.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.cursor.index == 3)
    }

    @Test func menusArePressedAndQuestionsAreNot() {
        var scenario = Self.scenario(ScreenLook.table[1])
        scenario.type("x")
        let row = scenario.text.firstIndex { $0.contains("Duplicate under a new id") } ?? 0
        let line = scenario.text[row]
        let column = line.range(of: "Duplicate").map { line.distance(from: line.startIndex, to: $0.lowerBound) } ?? 0
        Self.press(&scenario, column, row)
        #expect(scenario.frame.cursor?.y == row)
        Self.press(&scenario, column, row)
        #expect(scenario.state.question != nil)
        let asked = scenario.state.overlay
        for y in 0..<Self.size.rows { Self.press(&scenario, 60, y) }
        #expect(
            scenario.state.overlay == asked
                && scenario.takeEffects().allSatisfy { if case .perform = $0 { false } else { true } })
        scenario.press(.escape)
        scenario.type("x")
        Self.press(&scenario, 0, 39)
        #expect(scenario.state.overlay == nil)
    }

    /// Checks that the focus slows reading, and brings it back at once.
    @Test func theFocusSetsThePace() {
        var scenario = Scenario()
        scenario.begin()
        #expect(scenario.state.interval == 1_000)
        scenario.send(.inputs([.focus(false)]))
        #expect(scenario.state.interval == 5_000 && scenario.takeEffects().isEmpty)
        scenario.send(.clock(scenario.state.clock + 6_000))
        #expect(scenario.shows("live"))
        scenario.send(.inputs([.focus(true)]))
        #expect(scenario.state.interval == 1_000 && scenario.takeEffects() == [.refresh])
        scenario.send(.inputs([.focus(true)]))
        #expect(scenario.takeEffects().isEmpty)
    }

    /// Checks that the hardware cursor is on the row under the cursor of every list, which has the style of the selection.
    @Test(arguments: ScreenLook.table.indices) func theHardwareCursorIsOnTheRow(_ index: Int) {
        let scenario = Self.scenario(ScreenLook.table[index])
        let frame = scenario.frame
        let rows = frame.spots(at: frame.cursor ?? Point(x: 0, y: 0)).compactMap { spot -> Int? in
            if case .rows(let cursor) = spot.kind { cursor } else { nil }
        }
        guard scenario.state.overlay == nil else { return }
        #expect(frame.cursor != nil, "\(ScreenLook.table[index].name)")
        #expect(rows.allSatisfy { $0 == frame.cursor?.y })
    }

    @Test func theTitleIsSafe() throws {
        var scenario = Scenario(
            label: "eu\u{1B}]0;x\u{7}-1", alarms: [Alarm(name: "a", condition: try AlarmCondition("failed > 0"))])
        scenario.begin()
        #expect(scenario.state.title == "bulltop eu␛]0;x␇-1 queues (2 alarms)")
        scenario.type("5")
        #expect(scenario.state.title.contains("› email › failed"))
    }
}
