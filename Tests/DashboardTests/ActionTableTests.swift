import Canvas
import Queues
import Testing

@testable import Dashboard

@Suite struct ActionTableTests {
    @Test func everyActionHasOneRow() {
        let actions = Action.table.map(\.action)
        #expect(Set(actions).count == actions.count)
        #expect(actions.count == Action.documentation.count)
        for list in JobList.tabs { #expect(actions.contains(.screen(.show(list)))) }
    }

    /// Checks that no key has two meanings on a screen, except the plus, which belongs to the filter while there is
    /// one.
    @Test(arguments: ScreenKind.allCases) func noKeyMeansTwoThingsOnAScreen(_ kind: ScreenKind) {
        let keys = Action.table.filter { $0.scope.contains(Scope(kind)) && $0.action != .searchServer }.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func nothingDangerousIsOnAControlKeyAndAllOfItAsks() {
        for entry in Action.table where entry.danger.changesServer {
            #expect(entry.keys.allSatisfy { if case .control = $0 { false } else { true } })
        }
        for entry in Action.table {
            let changes =
                switch entry.action {
                case .form(.export): false
                case .change, .changeQueue, .form, .togglePause, .editData, .addScheduler, .screen(.removeMissing),
                    .screen(.restore), .screen(.runScheduler), .screen(.removeScheduler), .screen(.editScheduler):
                    true
                default: false
                }
            #expect(changes == entry.danger.changesServer, "\(entry.title)")
        }
    }

    @Test func documentationIsWords() {
        for row in Action.documentation {
            #expect(!row.title.isEmpty && !row.keys.isEmpty && !row.place.isEmpty)
        }
        #expect(Action.documentation.contains { $0.keys == ["PgDn", "Ctrl-F"] })
        #expect(Action.documentation.contains { $0.keys == [":messages"] })
    }
}
