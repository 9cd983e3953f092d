/// A command with its arguments, typed as one text and run without a shell: blanks separate the words, and single or
/// double quotes keep them together. Whoever wants a shell asks for it: `sh -c '...'`.
enum TypedCommand {
    /// Returns the words of a text; nil where a quote is not closed, or there is no word.
    static func words(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                (quote, word) = (character, word ?? "")
            } else if character == " " || character == "\t" {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return quote != nil || words.first?.isEmpty != false ? nil : words
    }

    /// The forms that are allowed, in words.
    static let allowed = "a program with its arguments, in quotes where they have blanks; a shell as sh -c '...'"
}
