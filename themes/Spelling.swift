/// Finds the word that was probably meant by a misspelled one.
enum Spelling {
    /// Returns the candidate that takes the fewest edits, if at most three, and half of the word or less, make it.
    static func nearest(to word: String, in candidates: [String]) -> String? {
        let ranked = candidates.map { (name: $0, edits: edits(Array(word.utf8), Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= min(3, (word.utf8.count + 1) / 2) ? best.name : nil
    }

    /// Insertions, deletions and replacements from one word to the other.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (y, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = y + 1
            for (x, other) in right.enumerated() {
                let change = diagonal + (byte == other ? 0 : 1)
                diagonal = row[x + 1]
                row[x + 1] = min(change, row[x] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
