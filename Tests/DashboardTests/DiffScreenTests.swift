import Canvas
import Queues
import Testing

@testable import Dashboard

/// Two jobs side by side: which two, what differs, what is folded, and what cannot be compared.
@Suite struct DiffScreenTests {
    private func screen(_ scenario: Scenario) -> DiffScreen? { scenario.state.path.top as? DiffScreen }

    private func open(_ fixture: Fixture = Fixture(), columns: Int = 140) -> Scenario {
        var scenario = Scenario(columns: columns, rows: 50)
        scenario.begin(fixture)
        scenario.type("5")
        scenario.answer(fixture)
        scenario.type("=")
        scenario.answer(fixture)
        return scenario
    }

    @Test func aFailedJobIsComparedWithTheNearestCompletedOne() {
        let scenario = open()
        let left = JobPlace(queue: Fixture.email, id: JobID("12431"))
        #expect(screen(scenario)?.request == PairRequest(left: left))
        for words in [
            "left email › 12431 ✗ failed", "right email › 12428 ✓ completed", "the nearest completed one of its name",
            #""EUR""#, #""USD""#, "items[0].count", "items[1]", "coupon", "… 2 equal", "none of 4 differs", "hook-2",
            "hook-1",
        ] {
            #expect(scenario.shows(words), "\(words)")
        }
        // 120.5 and 1.205e2 are one number, and the order of options does not matter.
        #expect(!scenario.shows("1.205e2"))
        #expect(!scenario.text.joined().unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func whatIsHiddenAndDiffersIsADifference() {
        var fixture = Fixture()
        let data = Fixture.excerpt(#"{"tenant":"acme","token":"***"}"#)
        fixture.pair.left?.fields[.data] = data
        fixture.pair.right?.fields[.data] = data
        #expect(open(fixture).shows("none of 2 differs"))
        fixture.pair.hidden = [HiddenDifference(.data, path: Array("token".utf8))]
        var scenario = open(fixture)
        #expect(scenario.shows("1 of 2 differ") && scenario.shows(#""***"  differs, hidden"#))
        fixture.pair.left?.fields[.data] = Fixture.excerpt(#"{"token":"***""#)
        fixture.pair.right?.fields[.data] = Fixture.excerpt(#"{"token":"***""#)
        fixture.pair.hidden = [HiddenDifference(.data)]
        scenario = open(fixture)
        #expect(scenario.shows("1 of 1 differ") && scenario.shows("differs, hidden"))
    }

    @Test func equalFieldsUnfold() {
        var scenario = open()
        scenario.press(.enter)
        #expect(scenario.shows("1.205e2") && scenario.shows("tenant"))
        scenario.type("h")
        #expect(!scenario.shows("1.205e2"))
        scenario.type("/count")
        #expect(screen(scenario)?.lines.count { $0.row != nil } == 1)
        #expect(scenario.shows("filter \"count\": 1 field") || scenario.footer.contains("/count"))
        scenario.press(.escape)
        scenario.type("g")
        let head = screen(scenario)?.current?.row
        #expect(head == nil)
        scenario.type("jj")
        let field = screen(scenario)?.current?.row?.path
        scenario.type("y")
        #expect(scenario.takeEffects().contains { if case .copy(let clip) = $0 { clip.bytes == field } else { false } })
        scenario.type("Y")
        let copied = scenario.takeEffects().compactMap { if case .copy(let clip) = $0 { clip.bytes } else { nil } }
        #expect(String(decoding: copied.first ?? [], as: UTF8.self).contains("currency\t\"EUR\"\t\"USD\""))
    }

    @Test func twoMarkedJobsAreCompared() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("5")
        scenario.type(" ")
        scenario.type("=")
        #expect(scenario.footer.contains("Mark two jobs to compare them"))
        scenario.type(" ")
        scenario.type("=")
        #expect(
            screen(scenario)?.request
                == PairRequest(
                    left: JobPlace(queue: Fixture.email, id: JobID("12431")),
                    right: JobPlace(queue: Fixture.email, id: JobID("12430"))))
        scenario.press(.escape)
        scenario.type("u4")
        scenario.answer()
        scenario.type("=")
        #expect(scenario.footer.contains("A completed job is compared with another one"))
    }

    @Test func whatCannotBeComparedIsSaid() {
        var fixture = Fixture()
        let pair = fixture.pair
        fixture.pair.right = nil
        fixture.pair.place = nil
        #expect(open(fixture).shows("No completed job of its name among the 40 nearest ones"))
        fixture.pair.isExhausted = true
        #expect(open(fixture).shows("No completed job of its name among the 40 that are kept."))
        fixture.pair = JobPair(left: nil, right: nil, place: nil)
        #expect(open(fixture).shows("The job on the left does not exist (any more)."))
        fixture.pair = pair
        fixture.pair.right = nil
        #expect(open(fixture).shows("The job on the right does not exist (any more)."))
        fixture.pair = pair
        fixture.pair.right?.fields[.data] = Excerpt(bytes: Array(#"{"tenant":"acme","x"#.utf8), total: 900_000)
        let cut = open(fixture)
        #expect(
            cut.shows("compared are the first 262.1 kB") && cut.shows("(from byte 18 on)") && cut.shows("(of 900.0 kB)")
        )
        fixture.pair.right?.fields[.data] = Excerpt(bytes: [], total: 900_000, isForbidden: true)
        let forbidden = open(fixture)
        #expect(forbidden.shows("not compared: this user may not read it in pieces") && forbidden.shows("not compared"))
        fixture.pair.right?.fields[.data] = Fixture.excerpt("oops")
        #expect(open(fixture).shows("not valid JSON, compared as text"))
    }

    @Test func nothingIsChangedThere() {
        var scenario = open()
        scenario.type("r")
        #expect(scenario.state.question == nil)
        scenario.type("2")
        #expect(scenario.state.queueScreen?.list == .state(.waiting))
    }
}
