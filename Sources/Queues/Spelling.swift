/// Guesses the word that was meant.
public enum Spelling {
    /// Returns the nearest of `words` in any case: the only one that begins with `word`, or one that differs in at most
    /// a third of its characters. Returns nil where none is near.
    public static func nearest(to word: String, in words: [String]) -> String? {
        let wanted = word.lowercased()
        let ranked = words.map { (word: $0, distance: distance(wanted, $0.lowercased())) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        let beginning = words.filter { $0.lowercased().hasPrefix(wanted) }
        if wanted.count > 3, beginning.count == 1 { return beginning[0] }
        return best.distance <= max(1, best.word.count / 3) ? best.word : nil
    }

    /// Returns the number of characters that must be inserted, removed, replaced or swapped with their neighbour.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var rows = [Array(0...right.count)]
        for (row, character) in left.enumerated() {
            var next = [row + 1]
            for column in right.indices {
                let isSame = character == right[column]
                var best = min(rows[row][column] + (isSame ? 0 : 1), rows[row][column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                next.append(best)
            }
            rows.append(next)
        }
        return rows[left.count][right.count]
    }
}
