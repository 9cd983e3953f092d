import Canvas
import Foundation
import Queues
import Testing

@testable import Dashboard

@Suite struct ScreenTests {
    /// Each screen with data, on top of a path that a user can reach.
    private static let screens: [(kind: ScreenKind, open: @Sendable (inout Scenario) -> Void)] = [
        (.queues, { _ in }),
        (.queue, { $0.type("5") }),
        (.schedulers, { $0.type("7") }),
        (
            .job,
            { scenario in
                scenario.type("5")
                scenario.answer()
                scenario.press(.enter)
            }
        ),
        (.search, { $0.fill(":search timeout", "") }),
        (.causes, { $0.type("F") }),
        (.workers, { $0.type("W") }),
        (.events, { $0.type("E") }),
        (
            .flow,
            { scenario in
                scenario.type("5")
                scenario.answer()
                scenario.type("f")
            }
        ),
        (
            .diff,
            { scenario in
                scenario.type("5")
                scenario.answer()
                scenario.type("=")
            }
        ),
        (.messages, { $0.fill(":log", "") }),
        (.trash, { $0.type("U") }),
        (.server, { $0.fill(":server", "") }),
        (.servers, { $0.fill(":servers", "") }),
        (.doctor, { $0.fill(":doctor", "") }),
        (.metrics, { $0.type("M") }),
        (.output, { $0.fill(":output", "") }),
        (.past, { $0.type("H") }),
    ]

    @Test func everyScreenIsReached() {
        #expect(Set(Self.screens.map(\.kind)) == Set(ScreenKind.allCases))
        for screen in Self.screens {
            var scenario = Scenario()
            scenario.begin()
            screen.open(&scenario)
            scenario.answer()
            #expect(type(of: scenario.state.path.top).kind == screen.kind)
        }
    }

    /// Checks that every action that the table has for a screen is performed there; `perform` returns nil for others.
    @Test func noActionIsSwallowed() {
        for screen in Self.screens {
            var scenario = Scenario()
            scenario.begin()
            screen.open(&scenario)
            scenario.answer()
            for entry in Action.table where entry.scope.contains(Scope(screen.kind)) {
                guard case .screen(let action) = entry.action else { continue }
                var top = scenario.state.path.top
                #expect(top.perform(action, in: scenario.state) != nil, "\(screen.kind): \(entry.title)")
            }
        }
    }

    /// Checks that the lowest screen is the list of queues in its present state, whichever screens are left.
    @Test func theListOfQueuesIsOneAndTheSame() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.enter)
        scenario.answer()
        scenario.type("-")
        scenario.answer()
        scenario.type("j")
        let selected = scenario.state.queues.selected
        scenario.type("-q")
        #expect(scenario.state.scope == .queues)
        #expect(scenario.state.queues.selected == selected)
    }
}
