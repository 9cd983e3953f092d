/// Finds what somebody means by a few letters of it.
enum Fuzzy {
    /// How well `pattern` fits `text`, larger is better; nil where its letters are not in it in this order. Whole
    /// pieces and the beginnings of words count most. Upper and lower case are the same.
    static func score(_ pattern: String, in text: String) -> Int? {
        let hay = Array(text.lowercased())
        let needles = Array(pattern.lowercased()).filter { $0 != " " }
        guard !needles.isEmpty else { return 0 }
        var score = 0
        var position = 0
        var previous = -2
        for needle in needles {
            guard let found = hay[position...].firstIndex(of: needle) else { return nil }
            let isStart = found == 0 || hay[found - 1] == " "
            score += found == previous + 1 ? 8 : isStart ? 6 : 1
            if found == 0 { score += 4 }
            previous = found
            position = found + 1
        }
        return score * 8 - min(hay.count, 100)
    }

    /// What fits, the best first; of equals in their order.
    static func find<Item>(_ pattern: String, in items: [Item], by text: (Item) -> String) -> [Item] {
        guard !pattern.isEmpty else { return items }
        return items.enumerated()
            .compactMap { index, item in score(pattern, in: text(item)).map { (index, item, $0) } }
            .sorted { $0.2 == $1.2 ? $0.0 < $1.0 : $0.2 > $1.2 }
            .map(\.1)
    }
}
