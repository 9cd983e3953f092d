import Canvas
import Queues
import Testing

@testable import Dashboard

/// Flows: the tree, its pages, what blocks and why, and what Enter and changes are for.
@Suite struct FlowScreenTests {
    private func screen(_ scenario: Scenario) -> FlowScreen? { scenario.state.path.top as? FlowScreen }

    private func open(_ fixture: Fixture = Fixture(), isReadOnly: Bool = false) -> Scenario {
        var scenario = Scenario(columns: 160, rows: 40, isReadOnly: isReadOnly)
        scenario.begin(fixture)
        scenario.type("5")
        scenario.answer(fixture)
        scenario.type("f")
        scenario.answer(fixture)
        return scenario
    }

    @Test func whatBlocksSaysWhy() {
        let scenario = open()
        for words in [
            "root monthly", "waiting-children", "blocks its parent: failed", "blocks its parent: vanished",
            "blocks its parent: unlisted", "fails its parent", "4 children block", "if it fails", "parent waits",
            "fails parent",
            "120 more", "Enter shows them",
        ] {
            #expect(scenario.shows(words), "\(words)")
        }
        #expect(!scenario.text.joined().unicodeScalars.contains { $0.value < 0x20 })
    }

    /// Checks that names and reasons get the room that columns without content leave.
    @Test(arguments: [80, 120, 160]) func namesAndReasonsAreWhole(columns: Int) {
        var fixture = Fixture()
        for index in fixture.flow?.children[0].children.indices ?? 0..<0 {
            fixture.flow?.children[0].children[index].row?.progress = []
        }
        var scenario = Scenario(columns: columns, rows: columns == 80 ? 24 : 40)
        scenario.begin(fixture)
        scenario.type("5")
        scenario.answer(fixture)
        scenario.type("f")
        scenario.answer(fixture)
        #expect(!scenario.shows("Progress"))
        for words in ["c2  fetch", "blocks its parent: failed"] { #expect(scenario.shows(words), "\(words)") }
        if columns > 80 {
            #expect(scenario.shows("webhooks") && scenario.shows("no route to host") && scenario.shows("Children"))
        }
    }

    /// Checks that a parent that waits for nothing is not said to be blocked, and that its deferred failure is told.
    @Test func aParentThatWaitsForNothingIsNotBlocked() {
        var fixture = Fixture()
        fixture.flow?.state = .waiting
        fixture.flow?.deferredFailure = Array("child bull:webhooks:c1 failed".utf8)
        for index in fixture.flow?.children[0].children.indices ?? 0..<0 {
            fixture.flow?.children[0].children[index].isAwaited = false
        }
        let scenario = open(fixture)
        #expect(!scenario.shows("children block"))
        #expect(!scenario.shows("blocks its parent") && scenario.shows("fails its parent"))
        #expect(scenario.shows("deferred failure: child bull:webhooks:c1 failed"))
    }

    @Test func pagesAreTurnedAndFolded() {
        var scenario = open()
        let job = screen(scenario)?.request.job
        #expect(screen(scenario)?.current?.identity.place == job)
        scenario.type("G")
        scenario.press(.enter)
        guard let job else { return }
        #expect(screen(scenario)?.request.unfolded[job] == FlowRequest.pageLength)
        // The cursor goes to the first job of the next page, and to the last one of the page before.
        var fixture = Fixture()
        fixture.flow?.children[0].offset = FlowRequest.pageLength
        scenario.answer(fixture)
        #expect(screen(scenario)?.current?.node?.id == JobID("c1"))
        scenario.press(.up)
        scenario.press(.enter)
        #expect(screen(scenario)?.request.unfolded[job] == 0)
        scenario.answer()
        #expect(screen(scenario)?.current?.node?.id == JobID("c4"))
        // To the parent, and its children hidden.
        scenario.type("hh")
        #expect(screen(scenario)?.request.unfolded[job] == nil)
        scenario.type("l")
        #expect(screen(scenario)?.request.unfolded[job] == 0)
        scenario.type("g")
        #expect(screen(scenario)?.current?.depth == 0)
    }

    @Test func actionsAreForTheNodeUnderTheCursor() {
        var scenario = open()
        scenario.press(.down)
        let node = screen(scenario)?.current?.node
        #expect(node?.state == .failed)
        scenario.type("r")
        #expect(scenario.state.question != nil)
        scenario.press(.escape)
        scenario.press(.enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.webhookQueue, id: JobID("c1"))))
        scenario.type("q")
        #expect(screen(scenario) != nil)
        scenario.press(.down)
        scenario.type("r")
        #expect(scenario.footer.contains("does not exist any more"))
        var reader = open(isReadOnly: true)
        reader.press(.down)
        reader.type("r")
        #expect(reader.footer.contains("Read-only"))
    }

    @Test func aFilterAndAJobThatIsGone() {
        var fixture = Fixture()
        var scenario = open(fixture)
        scenario.type("/vanished")
        #expect(screen(scenario)?.rows.count == 1)
        scenario.press(.escape)
        fixture.flow = nil
        scenario.answer(fixture)
        #expect(scenario.shows("The job does not exist (any more)."))
        fixture.silentQueues = 1
        scenario.answer(fixture)
        #expect(scenario.shows("Bull has no flows"))
    }

    @Test func whatCouldNotBeReadAndWhatLeadsBackAreSaid() {
        var fixture = Fixture()
        fixture.flow?.children[0].children[3].unreadable = [Unreadable("c2:processed", .wrongType("string"))]
        fixture.flow?.children[0].children[4].isRepeated = true
        fixture.flow?.children[0].hidden = 7
        let scenario = open(fixture)
        for words in ["? c2:processed: holds a string", "stands elsewhere in the flow", "7 children not listed"] {
            #expect(scenario.shows(words), "\(words)")
        }
    }
}

extension Fixture {
    /// A root above the job, and children of every kind below it.
    static var ordinaryFlow: FlowNode? {
        var root = flowNode("monthly", queue: email, state: .waitingChildren, role: nil)
        root.counts = Children(pending: 1)
        var job = flowNode("12431", queue: email, state: .failed, role: .pending)
        job.counts = Children(pending: 167, processed: 2, failed: 1)
        (job.listed, job.offset) = (170, 0)
        let gone = FlowNode(queue: webhookQueue, id: JobID("vanished"), role: .pending)
        var failing = flowNode("c1", queue: webhookQueue, state: .failed, role: .failed)
        failing.policy = .failsParent
        let others = [
            flowNode("c2", queue: webhookQueue, state: .failed, role: .pending),
            flowNode("\u{1B}[31mred", queue: webhookQueue, state: nil, role: .pending),
            flowNode("c4", queue: webhookQueue, state: .completed, role: .processed),
        ]
        job.children = [failing, gone] + others
        job.role = nil
        root.children = [job]
        return root
    }

    static func flowNode(_ id: String, queue: QueueID, state: JobState?, role: FlowNode.Role?) -> FlowNode {
        var node = FlowNode(queue: queue, id: JobID(id), role: role)
        node.name = Array("fetch".utf8)
        node.state = state
        var row = JobRow(id: node.id, state: state)
        row.name = Array("fetch".utf8)
        row.timestamp = Scenario.start - 90_000
        row.attemptsAllowed = 3
        row.parentKey = Array("bull:email:1".utf8)
        node.policy = .keepsParent
        if state == .failed { row.failedReason = Array("Error: no route to host".utf8) }
        node.row = row
        return node
    }
}
