import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// Any keys, answers and messages, at any size: no trap, no control character, no change without a yes.
@Suite struct PropertyTests {
    private static let keys: [Key] =
        "rrrrrrrrrrrrrrddddddddddpppp555555666777jkgGhl[]123456789/:?rpdyYsS<>w(){}nNRz-TqQ xab0".map {
            Key.character($0)
        }
        + [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown, .control("d"), .control("u"), .control("f"), .control("b"), .control("p"), .control("r"),
            .control("l"), .control("z"), .control("c"), .control("w"), .control("n"), .control("a"), .control("e"),
            .function(1), .function(5),
            .character("\u{202E}"), .character("é"), .character("邮"),
        ]

    @Test(arguments: 0..<12 as Range<UInt64>) func anything(_ seed: UInt64) {
        var random = Dice(seed: seed + 1)
        let isReadOnly = seed.isMultiple(of: 3)
        var scenario = Scenario(
            glyphs: seed.isMultiple(of: 2) ? .unicode : .ascii, isReadOnly: isReadOnly, prefixes: ["bull", "x"])
        var changes = 0
        for _ in 0..<240 {
            if Int.random(in: 0..<40, using: &random) == 0 { approach(&scenario, &random) }
            let question = scenario.state.question
            let message = message(&random, scenario)
            scenario.send(message)
            let performed = scenario.takeEffects().compactMap { effect in
                if case .perform(let operation, _) = effect { operation } else { nil }
            }
            if isReadOnly { #expect(performed.isEmpty) }
            changes += performed.count
            if !performed.isEmpty {
                #expect(performed == question?.change?.operations, "performed what was asked")
                #expect(question?.inquiry == nil, "what was not known yet")
                let isTyped = if case .name? = question?.caution { true } else { false }
                #expect(keys(of: message).contains(isTyped ? .enter : .character("y")))
            }
            check(scenario)
        }
        #expect(isReadOnly || changes > 0, "this seed proves nothing of changes")
    }

    /// Checks that nothing that the mouse does changes the server, whatever is open.
    @Test(arguments: 0..<4 as Range<UInt64>) func theMouseAnywhere(_ seed: UInt64) {
        var random = Dice(seed: seed + 100)
        var scenario = Scenario(columns: 120, rows: 50)
        scenario.state.usesMouse = true
        for _ in 0..<160 {
            useMouse(&scenario, &random)
            if Int.random(in: 0..<20, using: &random) == 0 { approach(&scenario, &random) }
            scenario.send(message(&random, scenario))
            _ = scenario.takeEffects()
        }
    }

    /// Uses the mouse anywhere, now and then twice on one cell.
    private func useMouse(_ scenario: inout Scenario, _ random: inout Dice) {
        let point = Point(x: Int.random(in: 0..<120, using: &random), y: Int.random(in: 0..<50, using: &random))
        let action: MouseAction = [.press, .press, .wheelUp, .wheelDown].randomElement(using: &random) ?? .press
        for _ in 0..<Int.random(in: 1...2, using: &random) { scenario.send(.inputs([.mouse(action, point)])) }
        #expect(scenario.takeEffects().allSatisfy { if case .perform = $0 { false } else { true } })
        check(scenario)
    }

    /// Presses keys that lead from any state to a question, to a form, or to the reason why there is none: random keys
    /// alone seldom reach one.
    private func approach(_ scenario: inout Scenario, _ random: inout Dice) {
        scenario.send(.inputs([.resize(Size(columns: 100, rows: 30))]))
        scenario.send(.connection(.connected))
        if scenario.state.frozenAt != nil { scenario.press(.control("c"), .character("z")) }
        for _ in 0..<10 { scenario.press(.escape) }
        scenario.answer()
        scenario.press(.character(Bool.random(using: &random) ? "5" : "7"))
        scenario.answer()
        guard Int.random(in: 0..<3, using: &random) == 0, let kind = Form.Kind.blank.randomElement(using: &random)
        else {
            if Bool.random(using: &random) {
                scenario.press(.character(["A", "a", " ", "X"].randomElement(using: &random) ?? "A"))
            }
            scenario.press(.character(["r", "d", "P", "e"].randomElement(using: &random) ?? "r"))
            _ = scenario.takeEffects()
            return
        }
        scenario.type(":" + (kind.entry.command ?? ""))
        scenario.press(.enter)
        scenario.send(
            .inputs([.paste(["42", "5m", "{}", "email", "\u{1B}[31m\n邮"].randomElement(using: &random) ?? "")]))
        _ = scenario.takeEffects()
    }

    /// Returns the message that an open question waits for: the answer to its inquiry, or the name of a queue.
    private func expected(_ random: inout Dice, _ scenario: Scenario) -> Message? {
        switch scenario.state.inquiry {
        case .selections(let selections)?:
            let count = Int.random(in: 0...20_000, using: &random)
            let sample = count > 0 ? [JobID("\u{1B}[31m"), JobID("42")] : []
            return .found(.selections(selections), .jobs(count: count, sample: sample))
        case .jobs(let change, let queues)?:
            let count = Int.random(in: 0...3, using: &random)
            return .found(.jobs(of: change, queues), .jobs(count: count, sample: []))
        case .removal(let target, let children)?:
            let size = Int.random(in: 0...1_000_000, using: &random)
            let kept: Restorability = size < 300_000 ? .kept(bytes: size) : .tooLarge(bytes: size)
            return .found(.removal(target, children: children), .removal(ChildCount(jobs: size % 3), kept))
        case .rehearsal(let operations)?:
            let count = Int.random(in: 0...3, using: &random)
            let lost: [JobLoss: Int] = [.attempts: count, .added: count].filter { $0.value > 0 }
            return .found(.rehearsal(operations), .losses(count: count, sample: [JobID("42")], lost))
        case .data(let target)?: return .found(.data(target), .data([0x7B, 0xFF]))
        case .places(let job, let queues)?:
            let some = queues.filter { _ in Bool.random(using: &random) }
            return .found(.places(of: job, among: queues), .places(some.map { FoundPlace(queue: $0) }))
        case .scheduler(let queue, let id)?:
            let scheduler = NewScheduler(id: id, rhythm: .every(5_000), name: id)
            return .found(.scheduler(queue, id: id), .scheduler(scheduler))
        case nil:
            guard case .name(let name)? = scenario.state.question?.caution else { return nil }
            let isTyped = scenario.state.question?.isNamed(name) == true
            return .inputs([isTyped ? .key(.enter) : .paste(String(decoding: name, as: UTF8.self))])
        }
    }

    private func keys(of message: Message) -> [Key] {
        guard case .inputs(let inputs) = message else { return [] }
        return inputs.compactMap { if case .key(let key) = $0 { key } else { nil } }
    }

    private func check(_ scenario: Scenario) {
        let frame = scenario.frame
        #expect(frame == scenario.frame)
        #expect((0..<frame.size.rows).allSatisfy { isWholeAndClean(frame.row($0)) })
        if let cursor = frame.cursor {
            #expect((0..<frame.size.columns).contains(cursor.x) && (0..<frame.size.rows).contains(cursor.y))
        }
    }

    /// Returns whether a row is as wide as its cells, and has nothing that a terminal would obey.
    private func isWholeAndClean(_ row: ArraySlice<Cell>) -> Bool {
        var isWide = false
        for cell in row {
            if cell.text.isEmpty {
                guard isWide else { return false }
                isWide = false
            } else {
                let width = cell.text.utf8.count == 1 ? 1 : DisplayText(cell.text).width
                guard !isWide, width == 1 || width == 2 else { return false }
                isWide = width == 2
                let scalars = cell.text.unicodeScalars
                let isControl = scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
                guard !isControl else { return false }
            }
        }
        return !isWide
    }

    private func message(_ random: inout Dice, _ scenario: Scenario) -> Message {
        if Bool.random(using: &random), let message = expected(&random, scenario) { return message }
        switch Int.random(in: 0..<44, using: &random) {
        case 0: return .clock(scenario.state.clock + Int64.random(in: 0...100_000, using: &random))
        case 1:
            let trouble = ConnectionTests.troubles.randomElement(using: &random) ?? .loading
            return .connection(.down(trouble, retryAt: scenario.state.clock + 5_000))
        case 2, 11, 12: return .connection(.connected)
        case 3, 4, 5, 6, 13, 14, 15:
            guard let watch = scenario.state.watch else { return .connection(.connected) }
            let fixture: Fixture = [Fixture(), .hostile, .mixed, .detailed].randomElement(using: &random) ?? Fixture()
            return .answered(fixture.answer(to: watch, takenAt: scenario.state.clock))
        case 7:
            let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("1"), state: .failed)
            return .performed(.retry(target), .refused(.noPermission("NOPERM \u{1B}[31m")))
        case 16:
            let id = Fixture.hostileTexts.randomElement(using: &random) ?? []
            return .performed(.queue(.removeScheduler(id), Fixture.email), .done)
        case 8: return .inputs([.paste("y\u{1B}[0mrd\n邮")])
        case 9:
            let columns = Int.random(in: 0...200, using: &random)
            return .inputs([.resize(Size(columns: columns, rows: Int.random(in: 0...60, using: &random)))])
        case 10: return .inputs([.resize(Size(columns: 100, rows: 30))])
        default:
            let count = Int.random(in: 1...3, using: &random)
            return .inputs(
                (0..<count).map { _ in
                    let isYes = scenario.state.question != nil && Bool.random(using: &random)
                    return .key(isYes ? .character("y") : Self.keys.randomElement(using: &random) ?? .enter)
                })
        }
    }
}
