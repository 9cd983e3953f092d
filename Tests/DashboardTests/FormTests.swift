import Canvas
import Queues
import Testing

@testable import Dashboard

/// Forms: how they take keys and pasted text, what they ask for, and that they lose nothing.
@Suite struct FormTests {
    private func form(_ scenario: Scenario) -> Form? {
        if case .form(let form) = scenario.state.overlay { form } else { nil }
    }

    private func texts(_ scenario: Scenario) -> [String]? { form(scenario)?.fields.map(\.text) }

    @Test func aJobsFormAsksForTheChange() {
        var scenario = Scenario()
        scenario.open("6")
        scenario.fill(":delay", "5m")
        #expect(scenario.shows("job 12431 in email"))
        scenario.press(.enter)
        let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("12431"), state: .delayed)
        #expect(scenario.state.question?.change?.operations.first == .job(.changeDelay(.after(300_000)), target))
        #expect(scenario.takeEffects().isEmpty)
        scenario.press(.character("y"))
        #expect(
            scenario.takeEffects() == [.perform(.job(.changeDelay(.after(300_000)), target), keeping: .none)])
    }

    @Test func aQueuesFormIsForTheQueueUnderTheCursor() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.down)
        scenario.fill(":concurrency", "5")
        #expect(scenario.shows("queue payments"))
        scenario.press(.enter)
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("payments".utf8))
        #expect(scenario.state.question?.change?.operations.first == .queue(.setConcurrency(5), queue))
    }

    @Test func keysMoveBetweenFieldsAndEditThem() {
        var scenario = Scenario()
        scenario.begin()
        scenario.fill(":add", "qQ:?/y")
        #expect(form(scenario)?.focus == 0)
        for (key, focus) in [
            (Key.tab, 1), (.down, 2), (.control("n"), 0), (.backTab, 2), (.up, 1), (.control("p"), 0), (.down, 1),
        ] {
            scenario.press(key)
            #expect(form(scenario)?.focus == focus)
        }
        scenario.type("ab")
        scenario.press(.left, .backspace, .delete, .home, .character("邮"))
        #expect(texts(scenario) == ["qQ:?/y", "邮", ""])
        scenario.press(.tab, .tab, .control("a"), .control("e"), .control("w"))
        #expect(texts(scenario) == ["", "邮", ""])
    }

    @Test func choicesAreCycledAndTypedByTheirLetters() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.type(":clean")
        scenario.press(.enter)
        for (key, word) in [
            (Key.character(" "), "failed"), (.right, "delayed"), (.left, "failed"), (.character("A"), "active"),
            (.right, "completed"), (.left, "active"), (.character("w"), "waiting"), (.character("x"), "waiting"),
            (.backspace, "waiting"),
        ] {
            scenario.press(key)
            #expect(texts(scenario)?[0] == word)
        }
        scenario.send(.inputs([.paste("failed")]))
        #expect(texts(scenario)?[0] == "waiting")
        #expect(scenario.shows("Text cannot be pasted here"))
    }

    @Test func whatIsWrongIsSaidAtItsField() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.fill(":add", "welcome\t{\t")
        scenario.press(.enter)
        #expect(form(scenario)?.focus == 1)
        #expect(form(scenario)?.problem?.field == 1)
        #expect(scenario.shows("Data is not valid JSON: column 2"))
        scenario.press(.tab)
        #expect(scenario.shows("Data is not valid JSON"))
        scenario.press(.backTab)
        scenario.type("}")
        #expect(!scenario.shows("Data is not valid JSON"))
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test func pastedTextIsText() {
        var scenario = Scenario()
        scenario.begin()
        scenario.fill(":add", "welcome\t")
        scenario.send(.inputs([.paste("{\r\n\t\"a\": \u{1B}[1]\n}")]))
        #expect(texts(scenario)?[1] == "{  \"a\": [1] }")
        let long = String(repeating: "x", count: Form.limit)
        scenario.send(.inputs([.paste(long)]))
        #expect(texts(scenario)?[1] == "{  \"a\": [1] }")
        #expect(scenario.shows("too many for a field"))
        scenario.press(.enter)
        guard case .queue(.add(let job), _) = scenario.state.question?.change?.operations.first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(job == NewJob(name: Array("welcome".utf8), data: Array("{  \"a\": [1] }".utf8)))
    }

    @Test(arguments: [Key.escape, .control("c")]) func whatWasTypedComesBack(_ key: Key) {
        var scenario = Scenario()
        scenario.open("5")
        scenario.fill(":rate-limit", "10\t1x")
        scenario.press(.enter, key)
        #expect(scenario.state.overlay == nil && scenario.state.scope == .queue)
        #expect(scenario.takeEffects().isEmpty)
        scenario.fill(":rate-limit", "")
        #expect(texts(scenario) == ["10", "1x"])
        #expect(form(scenario)?.focus == 0 && form(scenario)?.problem == nil)
        scenario.press(.escape)
        scenario.fill(":concurrency", "")
        #expect(texts(scenario) == [""])
    }

    @Test func aRefusalBringsTheFormBack() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.fill(":schedule", "s\t\t61 * * * *")
        scenario.press(.enter, .character("y"))
        guard case .perform(let operation, _) = scenario.takeEffects().first else {
            Issue.record("nothing was sent")
            return
        }
        let refusal = Outcome.refused(.invalid("the minute must be 0 to 59."))
        scenario.send(.performed(operation, refusal))
        #expect(texts(scenario)?.prefix(3) == ["s", "", "61 * * * *"])
        #expect(scenario.shows("The minute must be 0 to 59."))
        scenario.press(.escape)
        scenario.send(.performed(.queue(.trimEvents(keeping: 0), Fixture.email), refusal))
        #expect(scenario.state.overlay == nil, "another operation was refused")
        scenario.type(":")
        let overlay = scenario.state.overlay
        scenario.send(.performed(operation, refusal))
        #expect(scenario.state.overlay == overlay, "what is being typed is not interrupted")
    }

    @Test func aFormIsNotAppliedToAnotherJobUnseen() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.fill(":priority", "7")
        var fixture = Fixture()
        fixture.jobs.removeFirst()
        scenario.answer(fixture)
        scenario.press(.enter)
        #expect(scenario.state.question == nil)
        #expect(scenario.shows("This is for job 12430 in email now."))
        scenario.press(.enter)
        #expect(scenario.state.question != nil)
        scenario.press(.character("n"))
        scenario.fill(":priority", "")
        fixture.jobs = []
        fixture.total = 0
        scenario.answer(fixture)
        scenario.press(.enter)
        #expect(scenario.shows("There is no job under the cursor."))
        #expect(form(scenario)?.fields.first?.text == "7")
    }

    @Test func whyAFormCannotBeOpened() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.fill(":delay", "")
        #expect(scenario.footer.contains("A delay can be changed of delayed jobs only."))
        scenario.press(.escape)
        var readOnly = Scenario(isReadOnly: true)
        readOnly.open("5")
        readOnly.fill(":clean", "")
        #expect(readOnly.footer.contains("Read-only"))
        var empty = Scenario()
        var fixture = Fixture()
        fixture.queues = []
        empty.begin(fixture)
        empty.fill(":clean", "")
        #expect(empty.footer.contains("There is no queue under the cursor."))
    }

    @Test func queuesAreSuggested() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.fill(":move", "")
        #expect(scenario.shows("payments, reports, thumbnails, webhooks"))
        scenario.type("thu")
        #expect(scenario.shows("thumbnails") && !scenario.shows("payments"))
        scenario.press(.enter)
        #expect(scenario.shows("does not exist: thu"))
        scenario.type("mbnails")
        scenario.press(.enter)
        guard case .job(.move(let queue, _), _) = scenario.state.question?.change?.operations.first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(queue.name == Array("thumbnails".utf8))
    }

    @Test(arguments: [(80, 24), (40, 8), (120, 40)], Form.Kind.blank)
    func theFocusIsOnTheScreen(_ size: (Int, Int), _ kind: Form.Kind) {
        var scenario = Scenario(columns: size.0, rows: size.1, glyphs: .ascii, theme: "mono")
        scenario.open("6")
        scenario.fill(":" + (kind.entry.command ?? ""), "")
        for field in kind.entry.fields {
            let frame = scenario.frame
            #expect(frame.isCursorVisible)
            guard let cursor = frame.cursor else { continue }
            #expect(frame.text[cursor.y].contains("> \(field.label) "))
            scenario.press(.tab)
        }
        scenario.type("\u{202E}邮" + String(repeating: "x", count: 300))
        #expect(scenario.frame.cursor.map { $0.x < size.0 } == true)
    }
}
