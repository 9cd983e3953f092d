import Canvas
import Queues
import Testing

@testable import Dashboard

/// The order of each list of jobs: those that still have to run begin with the next one.
@Suite struct ListOrderTests {
    /// The lists with the key of each, its order at first and the words for it.
    static let lists: [(key: String, list: JobList, order: JobOrder, words: String)] = [
        ("1", .latest, .newestFirst, "newest first"), ("2", .state(.waiting), .oldestFirst, "next to run first"),
        ("3", .state(.active), .newestFirst, "newest first"), ("4", .state(.completed), .newestFirst, "newest first"),
        ("5", .state(.failed), .newestFirst, "newest first"),
        ("6", .state(.delayed), .oldestFirst, "next to run first"),
        ("8", .state(.prioritized), .oldestFirst, "next to run first"),
        ("9", .state(.waitingChildren), .newestFirst, "newest first"),
    ]

    private func order(of scenario: Scenario) -> JobOrder? {
        guard case .page(let request)? = scenario.state.watch else { return nil }
        return request.order
    }

    @Test(arguments: lists.indices) func whatRunsNextIsFirst(_ index: Int) {
        let expected = Self.lists[index]
        var scenario = Scenario()
        scenario.open(Character(expected.key))
        #expect(order(of: scenario) == expected.order && scenario.shows(", " + expected.words))
        scenario.press(.character("S"))
        scenario.answer()
        #expect(order(of: scenario) == expected.order.reversed && !scenario.shows(", " + expected.words))
        // Another list keeps its own order, and this one keeps it as well.
        let other = expected.key == "5" ? "6" : "5"
        scenario.type(other)
        scenario.answer()
        #expect(order(of: scenario) == Self.lists.first { $0.key == other }?.order)
        scenario.type(expected.key)
        #expect(order(of: scenario) == expected.order.reversed)
    }

    /// Checks the menu: the standard order comes first, and the present one is chosen.
    @Test func theMenuNamesTheOrders() {
        var scenario = Scenario()
        scenario.open("6")
        scenario.type("s")
        #expect(scenario.shows("Next to run first") && scenario.shows("Last to run first"))
        scenario.press(.down, .enter)
        #expect(order(of: scenario) == .newestFirst)
    }
}
