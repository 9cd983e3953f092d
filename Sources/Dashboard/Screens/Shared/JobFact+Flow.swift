import Canvas

extension [JobFact] {
    /// The number of columns between two facts.
    private static let gap = 3

    /// Returns the facts in lines of `columns`, in order, as many on each as fit; the first line begins with a title.
    func flow(after title: StyledText? = nil, _ context: DrawContext, columns: Int) -> [StyledText] {
        var lines = title.map { [$0] } ?? []
        for fact in self {
            // A long value must not push the others out of sight.
            let text = fact.text(context, columns: Swift.min(columns, Swift.max(24, columns / 2)))
            if let line = lines.last, line.width + Self.gap + text.width <= columns {
                lines[lines.count - 1] = line + StyledText(.spaces(Self.gap), context[.text]) + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }
}
