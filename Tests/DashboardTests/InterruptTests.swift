import Canvas
import Queues
import Testing

@testable import Dashboard

/// Two Ctrl-C in a row quit, whatever is open, searched or under way; the first one only cancels that.
@Suite struct InterruptTests {
    enum Situation: CaseIterable, Sendable {
        case connecting, down, queues, queue, job, schedulers, causes, frozen, tooSmall
        case form, jobMenu, queueMenu, palette, themes, order, help, filter, filterOfJob, helpFilter
        case question, typedName, counting, quitting, invalidEdit
        case searching, editing, looking, changing
    }

    private func open(_ situation: Situation) -> Scenario {
        var scenario = Scenario(columns: 120, rows: 40)
        var fixture = Fixture()
        func press(_ keys: Key...) { for key in keys { scenario.press(key) } }
        func say(_ command: String) {
            scenario.type(command)
            press(.enter)
        }
        if situation == .connecting { return scenario }
        scenario.begin(fixture)
        switch situation {
        case .connecting, .queues: break
        case .down: scenario.send(.connection(.down(.unreachable("no route to host"), retryAt: Scenario.start)))
        case .schedulers: say(":schedulers")
        case .causes: press(.character("F"))
        case .frozen: press(.character("z"))
        case .tooSmall: scenario.send(.inputs([.resize(Size(columns: 5, rows: 2))]))
        case .form: say(":add")
        case .queueMenu: press(.character("X"))
        case .palette: press(.character(":"), .character("r"))
        case .themes: press(.character("T"))
        case .order: press(.character("s"))
        case .help: press(.character("?"))
        case .helpFilter: press(.character("?"), .character("/"), .character("x"))
        case .filter: press(.character("/"), .character("e"))
        case .searching:
            fixture.isUnderWay = true
            say(":search data:eur")
            scenario.answer(fixture)
        case .looking: say(":go 12431")
        case .queue, .job, .jobMenu, .filterOfJob, .question, .typedName, .counting, .quitting, .invalidEdit, .editing,
            .changing:
            scenario.open("5")
        }
        switch situation {
        case .job: press(.enter)
        case .jobMenu: press(.character("x"))
        case .filterOfJob: press(.enter, .character("/"), .character("e"))
        case .question: press(.character("r"))
        case .counting: press(.character("A"), .character("r"))
        case .typedName:
            press(.character("X"))
            say("/Drain: delayed")
            scenario.find(.jobs(count: 207, sample: []))
            scenario.type("ema")
        case .editing: press(.character("e"))
        case .invalidEdit:
            let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("12431"), state: .failed)
            scenario.send(.edited(Draft(target: target, original: []), .invalid([], "it ends too soon.")))
        case .changing, .quitting:
            press(.character("r"), .character("y"))
            if situation == .quitting { press(.character("Q")) }
        default: break
        }
        _ = scenario.takeEffects()
        return scenario
    }

    @Test(arguments: Situation.allCases) func twoInARowQuit(_ situation: Situation) {
        var scenario = open(situation)
        scenario.press(.control("c"))
        #expect(!scenario.takeEffects().contains(.quit))
        #expect(scenario.state.overlay == nil && scenario.state.wanted == nil)
        if situation != .tooSmall { #expect(scenario.footer.contains("Ctrl-C again")) }
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.quit])
    }

    /// Checks that two Ctrl-C also quit when a terminal delivers both at once.
    @Test(arguments: Situation.allCases) func twoAtOnceQuit(_ situation: Situation) {
        var scenario = open(situation)
        scenario.send(.inputs([.key(.control("c")), .key(.control("c"))]))
        #expect(scenario.takeEffects().last == .quit)
    }

    @Test(arguments: Situation.allCases) func whatIsTypedBetweenThemBeginsAnew(_ situation: Situation) {
        for between in [Input.key(.down), .paste("x"), .key(.control("l"))] {
            var scenario = open(situation)
            scenario.send(.inputs([.key(.control("c")), between, .key(.control("c"))]))
            #expect(!scenario.takeEffects().contains(.quit), "\(between)")
        }
    }

    /// Checks that each situation has something open, or a change under way; otherwise the table would prove less than
    /// it claims.
    @Test(arguments: Situation.allCases) func theTableIsWhatItSays(_ situation: Situation) {
        let state = open(situation).state
        switch situation {
        case .form, .jobMenu, .queueMenu, .palette, .themes, .order, .help, .filter, .filterOfJob, .helpFilter,
            .question, .typedName, .counting, .quitting, .invalidEdit:
            #expect(state.overlay != nil)
        case .editing, .looking: #expect(state.wanted != nil)
        case .changing: #expect(!state.runs.isEmpty)
        case .searching: #expect((state.path.top as? SearchScreen)?.found.isEmpty == false)
        case .job: #expect(state.scope == .job)
        case .queue: #expect(state.scope == .queue)
        case .schedulers: #expect(state.scope == .schedulers)
        case .causes: #expect(state.path.top is CausesScreen)
        case .connecting, .down, .queues, .frozen, .tooSmall: #expect(state.overlay == nil)
        }
    }
}
