import Testing

/// Checks that every citation of `docs/data-model.md` in a comment, by the number of a section or of a trap, exists.
@Suite struct CitationTests {
    @Test func everyCitationOfTheDataModelResolves() throws {
        let known = try Self.known()
        #expect(known.count > 60)
        let files = try SourceFile.all(
            in: ["Sources", "Tests", "Benchmarks", "docs"], extensions: ["swift", "lua", "py", "md"])
        var count = 0
        for file in files where file.path != "docs/data-model.md" && !file.path.hasPrefix("Tests/SourceTests/") {
            for citation in Self.citations(in: file.words) {
                count += 1
                // A page may cite the data model as a whole, while a comment must name the part.
                if citation == "nothing", file.path.hasSuffix(".md") { continue }
                #expect(known.contains(citation), "\(file.path) cites \(citation)")
            }
        }
        #expect(count > 100)
    }

    @Test(arguments: [
        ("(data model, 4.25)", ["4.25"]),
        ("(data model, 1.5, 1.6 and 4.22).", ["1.5", "1.6", "4.22"]),
        ("data model, trap 15; anything", ["trap 15"]),
        ("Data model, 4.22, step 6", ["4.22"]),
        ("(data model, section 5)", ["5"]),
        ("the data model of the queues", ["nothing"]),
    ])
    func aCitationIsFound(text: String, expected: [String]) {
        #expect(Self.citations(in: text.split(separator: " ")) == expected)
    }

    /// Returns the numbers of the sections, and of the traps.
    private static func known() throws -> Set<String> {
        var (known, isAmongTraps) = (Set<String>(), false)
        for line in try SourceFile(path: "docs/data-model.md").lines {
            if line.hasPrefix("#") {
                let number = line.drop { "# ".contains($0) }.prefix { $0.isNumber || $0 == "." }
                known.insert(trimmed(number))
                isAmongTraps = line.hasSuffix("Traps")
            } else if isAmongTraps, let number = Int(line.prefix { $0.isNumber }) {
                known.insert("trap \(number)")
            }
        }
        return known
    }

    /// Returns the numbers that follow the words "data model"; `nothing` where none does.
    private static func citations(in words: [Substring]) -> [String] {
        var found: [String] = []
        for index in words.indices.dropFirst() {
            guard words[index - 1].lowercased().hasSuffix("data"), words[index].hasPrefix("model") else { continue }
            let cited = numbers(in: words[(index + 1)...])
            found += cited.isEmpty ? ["nothing"] : cited
        }
        return found
    }

    /// Returns the numbers at the beginning of these words, with commas, "and", "section" and "trap" between.
    private static func numbers(in words: ArraySlice<Substring>) -> [String] {
        var (numbers, isTrap) = ([String](), false)
        for word in words {
            if word.first?.isNumber == true {
                let number = trimmed(word.prefix { $0.isNumber || $0 == "." })
                numbers.append(isTrap ? "trap \(number)" : number)
                guard word.hasSuffix(",") || word.last?.isNumber == true else { break }
                isTrap = false
            } else if word == "trap" {
                isTrap = true
            } else if word != "section", word != "and" {
                break
            }
        }
        return numbers
    }

    private static func trimmed(_ number: Substring) -> String {
        String(number.last == "." ? number.dropLast() : number)
    }
}
