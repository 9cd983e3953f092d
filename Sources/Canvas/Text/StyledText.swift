/// One line in several styles.
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A piece in one style.
    public struct Span: Hashable, Sendable {
        /// The text of the piece.
        public var text: DisplayText
        /// The style of the piece.
        public var style: Style
    }

    /// The pieces, from left to right; none is empty.
    public private(set) var spans: [Span]
    /// The number of columns of all pieces.
    public private(set) var width: Int

    /// Creates an empty text.
    public init() {
        spans = []
        width = 0
    }

    /// Creates text in one style.
    public init(_ text: DisplayText, _ style: Style = Style()) {
        spans = text.isEmpty ? [] : [Span(text: text, style: style)]
        width = text.width
    }

    /// Creates text of the program itself in the terminal's own style.
    public init(stringLiteral text: String) { self.init(DisplayText(text)) }

    /// Whether there is nothing to draw.
    public var isEmpty: Bool { spans.isEmpty }
    /// The text without its styles.
    public var plain: String { spans.reduce(into: "") { $0 += $1.text.plain } }

    /// Adds a piece at the end.
    public mutating func append(_ text: DisplayText, _ style: Style = Style()) {
        guard !text.isEmpty else { return }
        spans.append(Span(text: text, style: style))
        width += text.width
    }

    /// Adds text to the last piece, in its style.
    mutating func extendLast(by text: DisplayText) {
        guard let last = spans.indices.last else { return append(text) }
        spans[last].text += text
        width += text.width
    }

    /// Adds a line at the end.
    public static func += (left: inout StyledText, right: StyledText) {
        left.spans += right.spans
        left.width += right.width
    }

    /// Returns both texts, one after the other.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum += right
        return sum
    }

    /// Returns the same text with `style` laid over every piece.
    public func overlaid(by style: Style) -> StyledText {
        var text = self
        for index in text.spans.indices { text.spans[index].style = text.spans[index].style.overlaid(by: style) }
        return text
    }
}
