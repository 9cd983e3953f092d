import Testing

/// Checks the rules of CONTRIBUTING.md for comments that a program can see: plain English in the present tense, verb
/// first.
@Suite struct CommentTests {
    private static let files =
        (try? SourceFile.all(in: ["Sources", "themes"], extensions: ["swift", "lua", "c", "h", "cpp"])) ?? []

    @Test func commentsHaveNoRiddles() {
        #expect(Self.files.count > 100)
        for file in Self.files {
            for (index, line) in file.lines.enumerated() {
                guard let comment = Self.comment(of: line) else { continue }
                #expect(Self.riddle(in: comment) == nil, "\(file.place(index)): \(Self.riddle(in: comment) ?? "")")
            }
        }
    }

    /// Checks that a comment says "Returns whether it is open", not "Whether it is open".
    @Test func functionsBeginWithAVerb() {
        var count = 0
        for file in Self.files where file.path.hasSuffix(".swift") {
            for (index, line) in file.lines.enumerated() where Self.beginsFunction(line) {
                guard let first = Self.comment(above: index, in: file.lines) else { continue }
                count += 1
                #expect(
                    Self.beginsWithVerb(file.lines[first]), "\(file.place(first)): begin with a verb, as in \"Returns\""
                )
            }
        }
        #expect(count > 1_000)
    }

    @Test(arguments: [
        ("    /// Returns the jobs.", true), ("/// Creates a store.", true), ("/// Whether it is open.", false),
        ("/// This sends.", false), ("/// The jobs.", false), ("/// nil for none.", false), ("/// Goes on.", true),
    ])
    func aVerbIsSeen(line: String, isVerb: Bool) { #expect(Self.beginsWithVerb(line) == isVerb) }

    /// Returns whether a line begins a function, an initializer or a subscript.
    private static func beginsFunction(_ line: String) -> Bool {
        line.contains(/^ *((@\w+(\([^)]*\))?|[a-z]+(\([a-z]+\))?) +)*(func \S|init[?]?[(<]|subscript[(<])/)
            && !line.contains(/^ *(return|let|var|case|if|guard|self|try|else)[ ]/)
    }

    /// Returns the index of the first line of the comment above a declaration; nil where it has none.
    private static func comment(above index: Int, in lines: [String]) -> Int? {
        var first = index
        while first > 0, lines[first - 1].contains(/^ *@\w[\w.]*(\(.*\))?$/) { first -= 1 }
        let end = first
        while first > 0, lines[first - 1].contains(/^ *\/\/\/[ ]/) || lines[first - 1].hasSuffix("///") { first -= 1 }
        return first < end ? first : nil
    }

    /// Returns whether a comment begins with a verb in the third person.
    private static func beginsWithVerb(_ line: String) -> Bool {
        let others: Set<Substring> = ["This", "Its", "As", "Always", "Is", "Has", "Whether", "Nothing", "Jobs", "Keys"]
        let word = line.drop { $0 == " " }.dropFirst(4).prefix { $0.isLetter }
        return word.first?.isUppercase == true && word.hasSuffix("s") && !others.contains(word)
    }

    @Test(arguments: [
        ("/// So many jobs were changed.", "so many"), ("// The server tells its version.", "tells"),
        ("-- Lets somebody know.", "somebody"), ("/// Takes a part. Whether to go on.", "whether to"),
        ("let text = \"tells\"", nil), ("/// The number of jobs that were changed.", nil),
        ("/// Returns whether it goes on.", nil),
    ])
    func aRiddleIsSeen(line: String, riddle: String?) {
        #expect(Self.comment(of: line).flatMap(Self.riddle) == riddle)
    }

    /// Returns the text of a line that is only a comment; nil for any other line.
    private static func comment(of line: String) -> Substring? {
        let text = line.drop { $0 == " " }
        return ["//", "--"].contains { text.hasPrefix($0) } ? text : nil
    }

    /// Returns the first phrase that is hard to understand; nil for none.
    private static func riddle(in comment: Substring) -> String? {
        let words = " " + comment.lowercased().map { $0.isLetter ? String($0) : " " }.joined() + " "
        return ["so many", "tells", "somebody", "whether to"].first { words.contains(" \($0) ") }
    }
}
