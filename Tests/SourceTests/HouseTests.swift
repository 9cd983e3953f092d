import Testing

/// The structure of the sources: the minimum size of a file, code that distinguishes screens, and switches over all
/// cases.
@Suite struct HouseTests {
    private static let least = 20

    /// Files that are small and belong to no other file.
    private static let small = [
        "Sources/bulltop/main.swift": "the entry", "Benchmarks/main.swift": "the entry",
    ]

    @Test func noFileIsTooSmall() {
        for file in SourceFile.code where file.path.hasSuffix(".swift") {
            // The text ends with a line feed, so the last line is empty.
            let isListed = Self.small[file.path] != nil
            let isSmall = file.lines.count - 1 < Self.least
            #expect(!isSmall || isListed, "\(file.path): put it into the file of what it belongs to")
        }
        for path in Self.small.keys { #expect(SourceFile.code.contains { $0.path == path }, "\(path) is listed") }
    }

    /// Checks that only protocols of `Screens` distinguish the kinds of screens.
    @Test func nothingOutsideAsksWhichScreenItIs() {
        let files = SourceFile.product.filter { $0.path.hasPrefix("Sources/Dashboard/") }
        #expect(files.contains { $0.path.hasPrefix("Sources/Dashboard/Screens/") })
        for file in files where !file.path.hasPrefix("Sources/Dashboard/Screens/") {
            for (index, line) in file.lines.enumerated() {
                #expect(!Self.asksForScreen(SourceFile.code(of: line)), "\(file.place(index))")
            }
        }
    }

    @Test(arguments: [
        ("if let screen = path.top as? QueueScreen {", true), ("case let screen as JobScreen:", true),
        ("if path.top is TrashScreen {", true), ("switch path.top {", true), ("switch state.scope {", true),
        ("switch type(of: path.top).kind {", true), ("if scope == .queue {", true), ("guard scope != .job else", true),
        ("open(JobScreen(queue: queue, id: job))", false), ("path.top as? any SearchableScreen", false),
        ("switch change.selections.first?.scope {", false), ("switch menu.kind {", false),
    ])
    func aQuestionForTheScreenIsSeen(code: String, isSeen: Bool) { #expect(Self.asksForScreen(code) == isSeen) }

    private static func asksForScreen(_ code: String) -> Bool {
        // In Unicode, a point between letters is no boundary of words.
        code.contains(/(^|\W)(is|as\??) [A-Z]\w*Screen(\W|$)/) || code.contains(/(^|\W)switch (.*\W)?path(\W|$)/)
            || code.contains(/(^|\W)switch (\w+\.)?scope(\W|$)/) || code.contains(/(^|[^.\w])(state\.)?scope [=!]= \./)
    }

    /// Checks that no switch ignores an unexpected key or action: the compiler then checks that every case is handled.
    @Test func theDashboardSwallowsNoCase() {
        for file in SourceFile.product where file.path.hasPrefix("Sources/Dashboard/") {
            for (index, line) in file.lines.enumerated() {
                #expect(!SourceFile.code(of: line).contains("default: break"), "\(file.place(index))")
            }
        }
    }
}
