import Testing

/// Checks that the old words of `docs/glossary.md` are in no text that an operator reads. Old names of commands and
/// options still work; they stand in `hiddenNames` and `oldNames`, which are listed nowhere.
@Suite struct WordTests {
    /// Old words and phrases, each with its replacement.
    static let old: [(words: String, now: String)] = [
        ("ghost", "missing job"), ("ghosts", "missing jobs"), ("orphan", "unlisted job"), ("orphans", "unlisted jobs"),
        ("id without a job", "missing job"), ("ids without a job", "missing jobs"),
        ("taken back", "undone"), ("take back", "undo"), ("put back what", "restore"),
        ("can be put back", "can be restored"),
        ("stuck", "no progress"), ("fail/min", "failed/min"), ("done/min", "completed/min"), ("prio", "prioritized"),
        ("undo the innermost", "cancel, or go back one step"), ("innermost", "cancel"), ("this is no", "not valid"),
        ("is no JSON", "is not valid JSON"), ("is no URL", "is not a valid URL"), ("so many", "the number of"),
        ("more to do with", "job actions"), ("maintain the queue", "queue actions"),
        ("take the mark away", "toggle mark"),
        ("take all marks away", "clear marks"), ("anew", "reset, or again"), ("undeduplicate", "remove-deduplication"),
        ("free-deduplication", "remove-deduplication"), ("free its deduplication id", "remove deduplication key"),
        ("limit how many", "set rate limit"), ("leave out so", "skip the first N"), ("in neither", "atomic"),
        ("tripped", "active"), ("go on with what comes", "keep following"),
        ("print this and end", "show help and exit"),
        ("a job whole", "all details of a job"), ("release a rate limiter", "clear the active rate limit"),
        ("retry-anew", "retry-reset"), ("remove-ghosts", "remove-missing"), ("remove-orphans", "remove-unlisted"),
        ("release-limiter", "clear-rate-limit"), (":log", ":messages"), ("somebody", "a person, by what it is"),
    ]

    @Test func noTextOfTheProductHasAnOldWord() {
        var count = 0
        for file in SourceFile.product {
            for (index, text) in file.texts where !Self.mayHaveOldNames(file.lines[index], of: file) {
                count += 1
                for (words, now) in Self.old {
                    #expect(!text.hasWords(words), "\(file.place(index)): \"\(words)\" is now \"\(now)\"")
                }
            }
        }
        #expect(count > 2_000)
    }

    @Test func noPageHasAnOldWord() throws {
        let pages = try SourceFile.all(in: ["docs"], extensions: ["md"]) + [SourceFile(path: "README.md")]
        // The glossary lists the old words, and the data model has the words of the libraries.
        for page in pages where !["docs/glossary.md", "docs/data-model.md"].contains(page.path) {
            for (index, line) in page.lines.enumerated() {
                for (words, now) in Self.old {
                    #expect(!line.hasWords(words), "\(page.place(index)): \"\(words)\" is now \"\(now)\"")
                }
            }
        }
        #expect(pages.count > 8)
    }

    /// Returns whether a line may have old names: the hidden ones, and names of scripts.
    private static func mayHaveOldNames(_ line: String, of file: SourceFile) -> Bool {
        line.contains("hiddenNames") || line.contains("oldNames") || file.path.hasSuffix("/ScriptFile.swift")
    }

    @Test(arguments: [
        ("let a = \"one\" + \"two\" // \"three\"", ["one", "two"]), ("let a = \"a \\\"b\\\" c\"", ["a \\\"b\\\" c"]),
        ("/// \"comment\"", []), ("let a = \"\\(count(\"job\")) left\"", ["job", "\\ left"]),
    ])
    func literalsAreFound(line: String, texts: [String]) {
        #expect(SourceFile(path: "a.swift", lines: [line]).texts.map(\.text) == texts)
    }

    @Test func linesOfLongLiteralsAreTexts() {
        let file = SourceFile(
            path: "a.swift", lines: ["let a = \"\"\"", "  one \"two\"", "  \"\"\"", "let b = \"three\""])
        #expect(file.texts.map(\.text) == ["  one \"two\"", "three"])
    }

    @Test(arguments: [
        ("2 ghosts", "ghost", false), ("a ghost.", "ghost", true), ("Fail/min", "fail/min", true),
        ("priority", "prio", false), (":logs", ":log", false), (":log-line", ":log", false), ("(:log)", ":log", true),
    ])
    func wordsAreWhole(text: String, words: String, isFound: Bool) { #expect(text.hasWords(words) == isFound) }
}

extension SourceFile {
    /// The string literals of a Swift file, each with the index of its line.
    var texts: [(line: Int, text: String)] {
        var (texts, isLong): ([(line: Int, text: String)], Bool) = ([], false)
        for (index, line) in lines.enumerated() {
            if line.contains("\"\"\"") {
                isLong.toggle()
            } else if isLong {
                texts.append((index, line))
            } else {
                texts += Self.literals(of: line).map { (index, $0) }
            }
        }
        return texts
    }

    /// Returns the literals of a line; a literal within an interpolation comes after the text before it.
    private static func literals(of line: String) -> [String] {
        var (literals, before): ([String], Character) = ([], " ")
        // The literals that are open, from the outermost on, and the number of open parentheses in the code within
        // each.
        var open: [(text: String, depth: Int)] = []
        for character in line {
            if let last = open.indices.last, open[last].depth == 0 {
                if character == "\"", before != "\\" {
                    literals.append(open.removeLast().text)
                } else if character == "(", before == "\\" {
                    open[last].depth = 1
                } else {
                    open[last].text.append(character)
                }
            } else if character == "\"" {
                open.append(("", 0))
            } else if character == "/", before == "/" {
                break
            } else if let last = open.indices.last, "()".contains(character) {
                open[last].depth += character == "(" ? 1 : -1
            }
            before = before == "\\" && character == "\\" ? " " : character
        }
        return literals
    }
}

extension Character {
    /// Whether it may be a part of a name such as `log-line`.
    fileprivate var isWord: Bool { isLetter || self == "-" }
}

extension String {
    /// Returns whether the text contains these words, in any case and not as a part of longer ones.
    fileprivate func hasWords(_ words: String) -> Bool {
        let (text, words) = (Array(lowercased()), Array(words.lowercased()))
        guard text.count >= words.count else { return false }
        return (0...(text.count - words.count)).contains { start in
            let end = start + words.count
            guard text[start..<end].elementsEqual(words) else { return false }
            let isOpen = start == 0 || !text[start - 1].isWord
            return isOpen && (end == text.count || !text[end].isWord)
        }
    }
}
