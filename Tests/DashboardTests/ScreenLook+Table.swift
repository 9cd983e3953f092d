import Canvas
import Queues

@testable import Dashboard

extension ScreenLook {
    /// Every screen that reads something, and every overlay.
    static let table: [ScreenLook] = lists + jobs + finding + time + house + ofTheProgram + overlays

    private static let lists = [
        ScreenLook(
            name: "queue-list", clear: { ($0.queues, $0.failures) = ([], []) }, open: { _, _ in },
            change: { $0.type("P") }),
        ScreenLook(
            name: "queue", clear: { $0.total = 0 }, hide: { $0.pageTrouble = .noPermission("no access to the key") },
            open: { scenario, _ in scenario.type("5") }),
        ScreenLook(
            name: "queue-schedulers", clear: { $0.schedulers = [] },
            open: { scenario, _ in scenario.fill(":schedulers", "") }),
    ]

    private static let jobs = [
        ScreenLook(name: "job-attempts", fixture: .attempted, clear: { $0.strip() }, open: { $0.openJob($1, "1") }),
        ScreenLook(name: "job-data", fixture: .attempted, clear: { $0.strip() }, open: { $0.openJob($1, "2") }),
        ScreenLook(name: "job-logs", fixture: .attempted, clear: { $0.strip() }, open: { $0.openJob($1, "6") }),
        ScreenLook(name: "job-gone", fixture: .gone, open: { $0.openJob($1, "1") }),
    ]

    private static let finding = [
        ScreenLook(
            name: "causes", fixture: .slow, clear: { $0.failures = [] },
            open: { scenario, _ in scenario.fill(":causes", "") }),
        ScreenLook(
            name: "search", fixture: .slow, clear: { $0.found = [] },
            open: { scenario, _ in scenario.fill(":search data:eur", "") }),
    ]

    private static let time = [
        ScreenLook(
            name: "metrics", clear: { $0.queues = [Fixture.queue("email", [:])] },
            hide: { $0.pageTrouble = .noPermission("no access to the key") },
            open: { scenario, _ in scenario.type("M") },
            then: { $0.press(.left, .left, .left) }, change: { _ in })
    ]

    private static let house = ["workers", "events", "flow", "diff"].map { name in
        ScreenLook(
            name: name, clear: { $0.clearHouse() }, hide: { $0.hideHouse() },
            open: { scenario, fixture in
                if ["flow", "diff"].contains(name) {
                    scenario.type("5")
                    scenario.answer(fixture)
                }
                scenario.fill(":" + name, "")
            },
            change: { scenario in
                guard ["workers", "flow"].contains(name) else { return }
                scenario.press(.down)
                scenario.fill(":release", "")
            })
    }

    private static let ofTheProgram = [
        ScreenLook(
            name: "messages",
            open: { scenario, _ in
                let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("12431"), state: .failed)
                scenario.send(.performed(.retry(target), .refused(.moved(to: .active))))
                scenario.fill(":messages", "")
            }, change: { _ in }),
        ScreenLook(
            name: "trash-list",
            open: { scenario, _ in
                scenario.throwAway(["7", "8"])
                scenario.type("U")
            }),
        ScreenLook(
            name: "doctor", hide: { $0.hideHouse() }, open: { scenario, _ in scenario.fill(":doctor", "") },
            change: { _ in }),
        ScreenLook(name: "output", open: { scenario, _ in scenario.fill(":output", "") }, change: { _ in }),
        ScreenLook(name: "server", open: { scenario, _ in scenario.fill(":server", "") }, change: { _ in }),
    ]

    private static let overlays = [
        ScreenLook(
            name: "go", open: { _, _ in },
            then: { scenario in
                scenario.fill(":go 12431", "")
                scenario.find(
                    .places([
                        FoundPlace(queue: Fixture.email, name: Array("send".utf8), state: .failed),
                        FoundPlace(queue: Fixture.webhookQueue, name: Array("invoice.paid".utf8)),
                    ]))
            }, change: { _ in }),
        ScreenLook(name: "palette", open: { _, _ in }, then: { $0.type(":ret") }, change: { _ in }),
        ScreenLook(name: "help", open: { _, _ in }, then: { $0.type("?") }, change: { _ in }),
        ScreenLook(name: "menu-queue", open: { _, _ in }, then: { $0.type("X") }, change: { _ in }),
        ScreenLook(
            name: "menu-jobs", open: { scenario, _ in scenario.type("5") }, then: { $0.type("x") }, change: { _ in }),
        ScreenLook(name: "themes", open: { _, _ in }, then: { $0.fill(":theme", "") }, change: { _ in }),
        ScreenLook(
            name: "form", open: { scenario, _ in scenario.type("5") }, then: { $0.fill(":move", "") }, change: { _ in }),
        ScreenLook(
            name: "revive", open: { scenario, _ in scenario.type("5") },
            then: { scenario in
                scenario.fill(":revive", "")
                if case .form = scenario.state.overlay { scenario.type("pay") }
            },
            change: { _ in }),
    ]
}

extension Scenario {
    /// Opens the newest failed job at a section.
    fileprivate mutating func openJob(_ fixture: Fixture, _ digit: Character) {
        type("5")
        answer(fixture)
        press(.enter)
        type(String(digit))
    }
}
