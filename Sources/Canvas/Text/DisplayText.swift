/// One line of text that is safe to draw, and its width.
///
/// All text from a server goes through this type on its way to the screen. Whatever goes in, the result has no control
/// character, no bidirectional override, nothing invisible and no invalid UTF-8, and its width is that on the terminal.
public struct DisplayText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The text itself.
    public let plain: String
    /// The number of columns that it takes.
    public let width: Int

    /// Creates an empty text.
    public init() { self.init(known: "", width: 0) }

    /// Creates text from hostile bytes. Every control character, newline and tab included, becomes a visible stand-in;
    /// a run of invalid UTF-8 becomes one.
    public init(_ bytes: [UInt8], glyphs: Glyphs = .unicode) {
        self = bytes.withUnsafeBufferPointer { DisplayText($0, glyphs: glyphs, tabWidth: nil) }
    }

    /// Creates text of any origin, made safe in the same way.
    public init(_ text: String, glyphs: Glyphs = .unicode) {
        var text = text
        self = text.withUTF8 { DisplayText($0, glyphs: glyphs, tabWidth: nil) }
    }

    /// Creates text of the program itself, made safe in the same way.
    public init(stringLiteral text: String) { self.init(text) }

    /// Creates a number in decimal.
    public init(_ number: some BinaryInteger) {
        let digits = String(number)
        self.init(known: digits, width: digits.utf8.count)
    }

    /// Creates text that is known to be safe and to have this width.
    init(known text: String, width: Int) {
        plain = text
        self.width = width
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, glyphs: Glyphs, tabWidth: Int?) {
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            self.init(known: String(decoding: bytes, as: UTF8.self), width: bytes.count)
        } else {
            var sanitizer = Sanitizer(glyphs: glyphs, tabWidth: tabWidth)
            sanitizer.take(bytes)
            self.init(known: String(decoding: sanitizer.output, as: UTF8.self), width: sanitizer.width)
        }
    }

    /// Whether there is nothing to draw.
    public var isEmpty: Bool { width == 0 }

    /// Whether every byte is one column: all other text has more bytes than columns.
    var isASCII: Bool { plain.utf8.count == width }

    /// Returns both texts, one after the other.
    public static func + (left: DisplayText, right: DisplayText) -> DisplayText {
        DisplayText(known: left.plain + right.plain, width: left.width + right.width)
    }

    /// Adds text at the end.
    public static func += (left: inout DisplayText, right: DisplayText) {
        left = left + right
    }

    /// Returns the text `count` times; empty for a negative count.
    public func repeated(_ count: Int) -> DisplayText {
        let count = max(0, count)
        return DisplayText(known: String(repeating: plain, count: count), width: width * count)
    }

    /// Returns `columns` blanks; none for a negative number.
    public static func spaces(_ columns: Int) -> DisplayText { DisplayText(known: " ", width: 1).repeated(columns) }
}
