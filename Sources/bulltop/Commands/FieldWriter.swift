internal import JSONText
internal import Queues

/// The form of a large value, found by reading it once.
struct FieldForm {
    private var json = JSONReprinter()
    private let mayBeJSON: Bool
    private var utf8 = UTF8Form()
    private var waste: [UInt8] = []

    /// Creates the form of an unread value; `mayBeJSON` is true where JSON matters.
    init(mayBeJSON: Bool) { self.mayBeJSON = mayBeJSON }

    /// Whether it is one JSON value, where that matters.
    var isJSON: Bool { mayBeJSON && json.isWhole }
    /// Whether it is UTF-8.
    var isUTF8: Bool { utf8.isValid }

    /// Reads the next piece.
    mutating func take(_ piece: ArraySlice<UInt8>) {
        utf8.take(piece)
        guard mayBeJSON, json.isValid else { return }
        json.take(piece, into: &waste)
        waste.removeAll(keepingCapacity: true)
    }
}

/// Writes a large value as a part of a JSON document, piece by piece: JSON as it is, other text as a string, other
/// bytes as `{"base64": "..."}`.
struct FieldWriter {
    private enum Form {
        case json(JSONReprinter)
        case string(UTF8Form)
        /// The bytes that wait for others: three make four letters.
        case base64([UInt8])
    }

    private var form: Form

    init(_ found: FieldForm, _ spacing: JSON.Spacing, level: Int) {
        form =
            found.isJSON
            ? .json(JSONReprinter(spacing, level: level)) : found.isUTF8 ? .string(UTF8Form()) : .base64([])
    }

    /// The text before the first piece.
    var beginning: [UInt8] {
        switch form {
        case .json: []
        case .string: [0x22]
        case .base64: Array(#"{"base64":""#.utf8)
        }
    }

    /// Returns the text for the next piece.
    mutating func take(_ piece: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        switch form {
        case .json(var printer):
            printer.take(piece, into: &text)
            form = .json(printer)
        case .string(var utf8):
            utf8.take(piece)
            form = .string(utf8)
            text = JSONString(raw: piece).escaped
        case .base64(let waiting):
            let bytes = waiting + piece
            let whole = bytes.count - bytes.count % 3
            text = Array(Base64.text(of: Array(bytes[..<whole])).utf8)
            form = .base64(Array(bytes[whole...]))
        }
        return text
    }

    /// Returns the text after the last piece; nil where the value was changed since it was checked, so that the written
    /// text is wrong.
    func ending() -> [UInt8]? {
        switch form {
        case .json(let printer): printer.isWhole ? [] : nil
        case .string(let utf8): utf8.isValid ? [0x22] : nil
        case .base64(let rest): Array((Base64.text(of: rest) + "\"}").utf8)
        }
    }
}
