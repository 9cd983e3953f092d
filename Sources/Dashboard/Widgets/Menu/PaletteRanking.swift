/// Ranks what the palette finds: the name that was typed whole first, then items with words that begin with the typed
/// ones, then items with the typed letters in order. Items that remove something come last, unless their name was typed
/// whole.
enum PaletteRanking {
    /// The texts by which an item is found.
    struct Entry: Equatable, Sendable {
        /// Its names, also those that are not listed.
        var names: [String] = []
        var title: String
        var isDestructive = false
    }

    /// The rank of a match; a smaller one is better.
    private struct Rank: Comparable {
        let isExact, isDestructive, isPrefix: Bool
        let penalty: Int

        private var order: (Int, Int, Int, Int) {
            (isExact ? 0 : 1, isDestructive ? 1 : 0, isPrefix ? 0 : 1, penalty)
        }

        static func < (left: Rank, right: Rank) -> Bool { left.order < right.order }
    }

    /// Returns the items that match the typed text, the best first; equal ones keep their order.
    static func find<Item>(_ typed: String, in items: [Item], by entry: (Item) -> Entry) -> [Item] {
        let wanted = words(of: typed)
        var found: [(rank: Rank, index: Int)] = []
        for (index, item) in items.enumerated() {
            if let rank = rank(of: entry(item), for: wanted) { found.append((rank, index)) }
        }
        found.sort { $0.rank == $1.rank ? $0.index < $1.index : $0.rank < $1.rank }
        return found.map { items[$0.index] }
    }

    private static func rank(of entry: Entry, for typed: [String]) -> Rank? {
        let names = entry.names.map(words)
        let isExact = !typed.isEmpty && (names + [words(of: entry.title)]).contains(typed)
        func rank(isPrefix: Bool, _ penalty: Int) -> Rank {
            let isExact = isExact && isPrefix
            return Rank(
                isExact: isExact, isDestructive: !isExact && entry.isDestructive, isPrefix: isPrefix, penalty: penalty)
        }
        let texts = names + [words(of: entry.title)]
        if let first = texts.compactMap({ place(of: typed, in: $0) }).min() { return rank(isPrefix: true, first) }
        let distances = texts.compactMap { gaps(of: typed.joined(), in: $0.joined(separator: " ")) }
        return distances.min().map { rank(isPrefix: false, $0) }
    }

    /// Returns the words of a text in lower case, without blanks and punctuation.
    private static func words(of text: String) -> [String] {
        text.lowercased().split { $0.isASCII && !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Returns the index of the word that the first typed word begins, where each of the others begins a later one; nil
    /// where one does not.
    private static func place(of typed: [String], in words: [String]) -> Int? {
        var (first, position): (Int?, Int) = (nil, 0)
        for word in typed {
            guard let found = words[position...].firstIndex(where: { $0.hasPrefix(word) }) else { return nil }
            first = first ?? found
            position = found + 1
        }
        return first ?? 0
    }

    /// Returns the distance between the typed letters in a text; those at the beginning of words count least. The first
    /// letter must begin a word, unless all of them are adjacent. Returns nil where they are not in the text in this
    /// order.
    private static func gaps(of typed: String, in text: String) -> Int? {
        if text.start(of: typed) != nil { return 0 }
        let (letters, text) = (Array(typed), Array(text))
        let starts = text.indices.filter { $0 == 0 || text[$0 - 1] == " " }
        return starts.compactMap { start in
            var (position, gaps) = (start, 0)
            for (index, letter) in letters.enumerated() {
                guard let found = text[position...].firstIndex(of: letter) else { return nil }
                if index == 0, found != start { return nil }
                if index > 0, found > position { gaps += text[found - 1] == " " ? 1 : 2 }
                position = found + 1
            }
            return gaps
        }.min()
    }
}
