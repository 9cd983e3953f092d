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
        for file in Self.files where file.path.hasSuffix(".swift") {
            for (index, line) in file.lines.enumerated() where line.contains(/^ *(\w+ )*func \w/) {
                var first = index
                while first > 0, file.lines[first - 1].contains(/^ *(\/\/\/|@\w)/) { first -= 1 }
                let comment = file.lines[first].drop { $0 == " " }
                #expect(!comment.hasPrefix("/// Whether "), "\(file.place(first)): Returns whether ...")
            }
        }
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
