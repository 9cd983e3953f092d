/// Guesses at what was meant.
enum Spelling {
    /// The nearest of `names`, whatever its case, where it differs in no more than a third of its letters.
    static func nearest(to name: String, in names: [String]) -> String? {
        let name = Array(name.lowercased().utf8)
        let ranked = names.map { (name: $0, distance: distance(name, Array($0.lowercased().utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, best.name.utf8.count / 3) ? best.name : nil
    }

    /// How many letters must be inserted, removed or replaced.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var next = [index + 1]
            for column in right.indices {
                let replaced = row[column] + (letter == right[column] ? 0 : 1)
                next.append(min(replaced, row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[right.count]
    }
}
