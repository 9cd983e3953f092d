import Canvas
import Queues
import Testing

@testable import Dashboard

/// Words that name keys use the keys that the operator has given the actions.
@Suite struct KeyWordsTests {
    /// Every action has one key, which no other action has and no screen contains as a word.
    static let rebound: KeyMap = {
        var keys = KeyMap()
        for (index, entry) in Action.table.enumerated() {
            let key = UnicodeScalar(UInt32(0x1400 + index)).map { String(Character($0)) } ?? ""
            #expect(throws: Never.self) { try keys.bind(entry.name, to: key) }
        }
        return keys
    }()

    /// The keys that every form, menu, question and filter has, whatever the configuration.
    private static let fixed = ["Enter", "Esc", "Tab", "Space", "y", "n", "/"]

    /// The words of columns and titles that are also names of keys.
    private static let titles = ["Last", "Home", "End", "Up", "Down"]

    /// Returns the names of the table's keys in a frame: `Esc shows all`, `F causes`.
    private static func oldKeys(in scenario: Scenario) -> [String] {
        oldKeys(in: scenario.text, isOpen: scenario.state.overlay != nil)
    }

    private static let names = Set(Action.table.flatMap(\.keys).map(\.name))

    private static func oldKeys(in lines: [String], isOpen: Bool = false) -> [String] {
        lines.flatMap { $0.split(separator: "│") }.flatMap { line -> [String] in
            let words = line.split { $0 == " " || $0 == "─" }.map { String($0).trimmingCharacters(",.;()") }
            return words.indices.compactMap { index in
                let word = words[index]
                guard names.contains(word), !isOpen || !fixed.contains(word) else { return nil }
                if word.count > 1 { return titles.contains(word) ? nil : "\(word) in: \(line)" }
                // `? which worker` is an unknown value, and signs are at the beginning of lines.
                guard !word.allSatisfy(\.isNumber), word.lowercased() != "a", word != "?" else { return nil }
                guard index > 0 || word.allSatisfy(\.isLetter) else { return nil }
                // `5 m`, `12 h`: units after a number. The letter of a key has its meaning after it.
                if index > 0, words[index - 1].allSatisfy({ $0.isNumber || "<.-".contains($0) }) { return nil }
                // A box covers the beginning of a word.
                if index == 0, line.first != " " { return nil }
                // A box covers the number before the unit.
                if word == "M", index == 0 || words[index - 1] == "┐" { return nil }
                let next = words.indices.contains(index + 1) ? words[index + 1] : ""
                let leads = next.first.map { $0.isLowercase || $0 == "{" || $0 == "}" } ?? false
                return leads ? "\(word) in: \(line)" : nil
            }
        }
    }

    @Test(arguments: ScreenLook.table.indices) func noScreenNamesAnOldKey(_ index: Int) {
        let look = ScreenLook.table[index]
        for condition in look.conditions {
            for size in ScreenGoldenTests.sizes {
                var scenario = look.scenario(condition, size, keys: Self.rebound)
                #expect(Self.oldKeys(in: scenario).isEmpty, "\(look.name), \(condition.rawValue)")
                guard size == (80, 24), scenario.state.overlay == nil else { continue }
                // The texts for keys, whether they can act or not.
                for entry in Action.table where !entry.scope.isDisjoint(with: scenario.state.scope) {
                    guard let reason = entry.reason(in: scenario.state) else { continue }
                    #expect(Self.oldKeys(in: [reason]).isEmpty, "\(look.name), \(entry.name): \(reason)")
                }
                scenario.type("/")
                guard case .prompt = scenario.state.overlay else { continue }
                scenario.type("nothing has this")
                scenario.press(.enter)
                #expect(Self.oldKeys(in: scenario).isEmpty, "\(look.name) filtered")
            }
        }
    }

    @Test(arguments: GoldenTests.screens.indices) func noWayNamesAnOldKey(_ index: Int) {
        let (name, steps) = GoldenTests.screens[index]
        for (columns, rows) in ScreenGoldenTests.sizes {
            var scenario = Scenario(columns: columns, rows: rows, keys: Self.rebound)
            steps(&scenario)
            #expect(Self.oldKeys(in: scenario).isEmpty, "\(name)")
        }
    }

    /// Checks that a fixed name would be found, so that the test does not depend on its table.
    @Test func aFixedNameWouldBeFound() {
        var scenario = Scenario(columns: 120, rows: 30, keys: Self.rebound)
        scenario.begin()
        for words in ["Esc shows all.", "F causes", "q quits.", "it; + searches all", "{ } attempt", "z goes on"] {
            scenario.state.say(.info, words, isLogged: false)
            #expect(!Self.oldKeys(in: scenario).isEmpty, "\(words)")
        }
        scenario.state.say(.info, "took 5 m and 3 h, a job", isLogged: false)
        #expect(Self.oldKeys(in: scenario).isEmpty)
    }
}

extension String {
    fileprivate func trimmingCharacters(_ characters: String) -> String {
        var text = self[...]
        while let first = text.first, characters.contains(first), text.count > 1 { text.removeFirst() }
        while let last = text.last, characters.contains(last), text.count > 1 { text.removeLast() }
        return String(text)
    }
}
