import Canvas
import Queues
import Testing

@testable import Dashboard

@Suite struct KeyMapTests {
    @Test func everyActionHasANameOfItsOwn() {
        let names = Action.table.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } && !$0.isEmpty })
    }

    /// Checks that every action can be given another key, and does the same with it.
    @Test func everyActionTakesAnotherKey() throws {
        for entry in Action.table {
            var keys = KeyMap()
            try keys.bind(entry.name, to: "F12 Semicolon")
            for kind in entry.scope.kinds {
                for key in [Key.function(12), .character(";")] {
                    #expect(keys.action(of: key, in: Scope(kind))?.action == entry.action, "\(entry.name)")
                }
                #expect(keys.keys(of: entry, in: Scope(kind)).map(\.name) == ["F12", ";"])
                for old in entry.keys where keys.action(of: old, in: Scope(kind))?.action == entry.action {
                    Issue.record("\(entry.name) still has \(old.name)")
                }
            }
        }
    }

    @Test func everyKeyHasANameThatLeadsBack() {
        for key in Set(Action.table.flatMap(\.keys)) { #expect(Key(name: key.name) == key, "\(key.name)") }
        for (name, key) in [
            ("space", Key.character(" ")), ("CTRL-F", .control("f")), ("f12", .function(12)), ("pgdn", .pageDown),
            ("ä", .character("ä")), ("Semicolon", .character(";")),
        ] {
            #expect(Key(name: name) == key)
        }
        for name in ["", "F13", "F0", "Ctrl-", "Ctrl-ab", "Ctrl-1", "Hyper-X", "ab"] { #expect(Key(name: name) == nil) }
    }

    @Test func aKeyThatIsTakenAwayIsLostOnThoseScreens() throws {
        var keys = KeyMap()
        // On the queue screen, R refreshes.
        try keys.bind("promote", to: "R")
        #expect(keys.action(of: .character("R"), in: .queue)?.name == "promote")
        #expect(keys.action(of: .character("R"), in: .queues)?.name == "refresh")
        #expect(keys.action(of: .character("p"), in: .queue) == nil)
        let refresh = try #require(Action.refresh.entry)
        #expect(keys.keys(of: refresh, in: .queue).map(\.name) == ["Ctrl-R", "F5"])
        #expect(keys.losses.contains { $0.hasPrefix("'R' is 'promote' now, and not 'refresh' (queue, job") })
        #expect(KeyMap().losses.isEmpty)
    }

    @Test func aKeyOfTwoScreensIsNoConflict() throws {
        var keys = KeyMap()
        try keys.bind("restore", to: "a b")
        try keys.bind("retry", to: "b")
        #expect(throws: KeyMap.Problem.taken(key: "b", by: "retry")) { try keys.bind("promote", to: "b") }
    }

    @Test func theScreenObeysAndShowsTheOtherKeys() throws {
        var keys = KeyMap()
        try keys.bind("help", to: "F2")
        try keys.bind("cancel", to: "x")
        try keys.bind("toggle-mark", to: "m")
        var scenario = Scenario(rows: 100, keys: keys)
        scenario.usesTableKeys = true
        scenario.answer()
        #expect(scenario.text.last?.contains("F2 help") == true)
        scenario.press(.character("?"))
        #expect(scenario.text.last?.contains("? does nothing here; F2 lists the keys.") == true)
        scenario.press(.character("u"))
        #expect(scenario.text.last?.contains("Nothing is marked; m marks.") == true)
        scenario.press(.function(2))
        #expect(scenario.text.contains { $0.contains("Toggle mark") && $0.contains(" m") })
        scenario.press(.escape)
        // A letter is typed where text is typed.
        scenario.press(.character("/"), .character("x"), .enter)
        #expect(scenario.state.filter == "x")
        scenario.press(.escape, .character("x"))
        #expect(scenario.text.last?.contains("Press x again to quit.") == true)
        scenario.press(.character("x"))
        #expect(scenario.effects.last == .quit)
    }

    @Test func theLabelHasItsStyle() {
        let style = Style(.indexed(7), on: .indexed(4))
        let scenario = Scenario(label: "staging", labelStyle: style)
        let frame = render(scenario.state, size: scenario.size)
        #expect(frame.text[0].hasPrefix(" staging 127.0.0.1"))
        #expect(
            (1...7).allSatisfy { frame[$0, 0].style.background == .indexed(4) }
                && frame[8, 0].style.background != .indexed(4))
    }
}
