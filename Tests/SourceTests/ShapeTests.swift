import Testing

/// The rules of CONTRIBUTING.md that a program can check.
@Suite struct ShapeTests {
    @Test func noFileIsLongerThan250Lines() {
        #expect(SourceFile.code.count > 300)
        for file in SourceFile.code {
            // The text ends with a line feed, so the last line is empty.
            #expect(file.lines.count - 1 <= 250, "\(file.path)")
        }
    }

    /// Checks the product and its benchmarks; a scenario in a test may be longer. swift-format and the Lua style put
    /// the end of a function under its beginning.
    @Test func noFunctionIsLongerThan40Lines() {
        let table = "Sources/QueueStore/StoreScript/ScriptFile.swift"
        var count = 0
        let kinds = [".swift", ".lua"]
        for file in SourceFile.code
        where kinds.contains(where: file.path.hasSuffix) && !file.path.hasPrefix("Tests/")
            && file.path != table
        {
            let end = file.path.hasSuffix(".lua") ? "end" : "}"
            for (index, line) in file.lines.enumerated() where Self.beginsFunction(line) {
                let indent = line.prefix { $0 == " " }
                let length = file.lines[index...].firstIndex { $0.hasPrefix(indent + end) }.map { $0 - index + 1 }
                count += 1
                #expect((length ?? 1) <= 40, "\(file.place(index))")
            }
        }
        #expect(count > 500)
    }

    /// Checks that the product has nothing that traps, no Foundation, and nothing that links Swift's concurrency, 0.7
    /// MB, into the one file.
    @Test func theProductHasNoFoundationAndNothingThatTraps() {
        for file in SourceFile.product {
            for (index, line) in file.lines.enumerated() {
                let code = SourceFile.code(of: line)
                for word in [
                    "import Foundation", "ContinuousClock", "SuspendingClock", "await ", "try!", "as!", "fatalError(",
                    "preconditionFailure(",
                ] {
                    #expect(!code.contains(word), "\(file.place(index)): \(word)")
                }
                #expect(!Self.forcesUnwrap(code), "\(file.place(index))")
            }
        }
    }

    /// Checks that only these files read numbers of a server: they bound each number, so that no arithmetic on it can
    /// trap.
    @Test func numbersOfAServerAreReadInFewPlaces() {
        let readers = [
            "Redis/Reply/Reply.swift", "Redis/Reply/ReplyReader.swift", "Redis/Reply/StringCutter.swift",
            "Redis/Connection+Streaming.swift",
            "Redis/Cluster/Route.swift", "QueueStore/Page/JobFields.swift", "QueueStore/Events/QueueStore+Events.swift",
        ]
        for file in SourceFile.product where file.path.contains("Redis/") || file.path.contains("QueueStore/") {
            guard !readers.contains(where: file.path.hasSuffix) else { continue }
            for (index, line) in file.lines.enumerated() {
                let code = SourceFile.code(of: line)
                #expect(code.firstMatch(of: /\bU?Int(64)?\(String\(decoding/) == nil, "\(file.place(index))")
                #expect(code.firstMatch(of: /[fF]latMap ?\{ U?Int(64)?\((?!exactly)/) == nil, "\(file.place(index))")
            }
        }
    }

    /// Checks that no code bypasses these bounds: a reply's own number is as large as the server wants, and a sum of
    /// many numbers has a helper that stops at the largest (`CountSum`).
    @Test func noNumberOfAServerIsTakenUnbounded() throws {
        let patterns = [
            (#"case \.integer\(let"#, "Reply.integer or Reply.count()"),
            (#"\+= *(try\?? )?.*(nextCount|\.count\(\))\(?\)?"#, "CountSum"),
            (#"\+= *Int\(clamping"#, "CountSum"), (#"reduce\(0[,)].*(integer|nextCount|\.counts?\.)"#, "CountSum"),
            (#"\.integer ?\?\? ?[^ ]+ ?[-+*] "#, "addingReportingOverflow"),
        ]
        let rules = try patterns.map { (rule: try Regex($0), helper: $1) }
        let exempt = ["Redis/Reply/Reply.swift", "Redis/Reply/ReplyReader.swift"]
        for file in SourceFile.product
        where ["Sources/Redis/", "Sources/QueueStore/"].contains(where: file.path.hasPrefix) {
            guard !exempt.contains(where: file.path.hasSuffix) else { continue }
            for (index, line) in file.lines.enumerated() {
                let code = SourceFile.code(of: line)
                for (rule, helper) in rules {
                    #expect(code.firstMatch(of: rule) == nil, "\(file.place(index)): use \(helper)")
                }
            }
        }
    }

    @Test(arguments: [
        ("let a = b!", true), ("f(x!.y)", true), ("a[0]!", true), ("if a != b {", false), ("if !a { f(!b) }", false),
    ])
    func aForcedUnwrapIsSeen(code: String, isForced: Bool) { #expect(Self.forcesUnwrap(code) == isForced) }

    @Test(arguments: [
        ("    func f() {", true), ("    init?(_ a: Int) {", true), ("    private init<T>(", true),
        ("    var a: Int {", true),
        ("    each { row in", true), ("local function f(a)", true), ("return each(function(id, key)", true),
        ("    var a: Int { 1 }", false), ("    let a = f(function)", false),
        ("local f = function(a) return a end", false),
        ("    if a {", false),
    ])
    func theBeginningOfAFunctionIsSeen(line: String, isOne: Bool) { #expect(Self.beginsFunction(line) == isOne) }

    /// Returns whether a function, an initializer, a computed property or a closure of several lines begins here.
    private static func beginsFunction(_ line: String) -> Bool {
        guard !line.contains("//") else { return false }
        if line.contains("function") { return line.contains(/function( \w+)?\(/) && !line.hasSuffix(" end") }
        let isFunction =
            line.contains(/(^| )(func |init[?(<]|var \w+: )/) && (line.hasSuffix("{") || line.hasSuffix("("))
        return isFunction || line.contains(/\{ .*\bin$/)
    }

    /// Returns whether an exclamation mark follows a value.
    private static func forcesUnwrap(_ code: String) -> Bool {
        var before: Character = " "
        for (character, after) in zip(code, code.dropFirst() + " ") {
            let followsValue = before.isLetter || before.isNumber || ")]_\"".contains(before)
            if character == "!", followsValue, after != "=" { return true }
            before = character
        }
        return false
    }
}
