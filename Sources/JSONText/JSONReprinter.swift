/// Checks a JSON text that comes in pieces, and writes it with other blanks, without holding the whole text. It accepts
/// what `JSON(_:)` accepts.
public struct JSONReprinter {
    /// The kind of place of the next byte.
    private enum Place {
        case between
        case string(StringPlace, isName: Bool)
        /// The rest of `true`, `false` or `null`.
        case word(ArraySlice<UInt8>)
        case number(NumberPlace)
    }

    private enum StringPlace {
        case text
        case escape
        /// The number of hexadecimal digits that are still to come.
        case digits(Int)
        /// The number of bytes of a character that are still to come, the first of them in this range.
        case character(Int, ClosedRange<UInt8>)
    }

    private enum NumberPlace {
        case sign, zero, whole, point, fraction, exponent, exponentSign, exponentDigits

        /// Whether a number may end here.
        var isComplete: Bool {
            switch self {
            case .zero, .whole, .fraction, .exponentDigits: true
            case .sign, .point, .exponent, .exponentSign: false
            }
        }
    }

    private let spacing: JSON.Spacing
    /// The number of levels around the text, for indenting.
    private let level: Int
    private var open: [Bool] = []
    private var expected = JSONExpectation.value
    private var place = Place.between
    /// Whether the text so far can be the beginning of a valid one.
    public private(set) var isValid = true

    /// Creates a reprinter that writes these blanks, for a text that is nested `level` levels deep in another one.
    public init(_ spacing: JSON.Spacing = .compact, level: Int = 0) {
        (self.spacing, self.level) = (spacing, level)
    }

    /// Whether the text so far is one whole value.
    public var isWhole: Bool {
        if case .number(let number) = place { return isValid && open.isEmpty && number.isComplete }
        guard case .between = place else { return false }
        return isValid && expected == .end
    }

    /// Reads the next piece, and appends its reprint. Nothing more is written once the text is not valid.
    public mutating func take(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
        var rest = bytes
        while isValid {
            if case .string(.text, _) = place {
                // Most of a large text is plain text of strings.
                let plain = rest.prefix { $0 >= 0x20 && $0 < 0x80 && $0 != 0x22 && $0 != 0x5C }
                text += plain
                rest = rest[plain.endIndex...]
            }
            guard let byte = rest.popFirst() else { return }
            switch place {
            case .string(let string, let isName): take(byte, in: string, isName: isName, &text)
            case .word(let rest):
                isValid = rest.first == byte
                text.append(byte)
                place = rest.count == 1 ? .between : .word(rest.dropFirst())
                if rest.count == 1 { endValue() }
            case .number(let number): take(byte, in: number, &text)
            case .between: take(byte, &text)
            }
        }
    }
}

extension JSONReprinter {
    private mutating func take(_ byte: UInt8, _ text: inout [UInt8]) {
        if byte.isJSONBlank { return }
        switch (expected, byte) {
        case (.colon, UInt8(ascii: ":")):
            text += spacing == .compact ? ":".utf8 : ": ".utf8
            expected = .value
        case (.commaOrArrayEnd, UInt8(ascii: ",")), (.commaOrObjectEnd, UInt8(ascii: ",")):
            text += spacing == .spaced ? ", ".utf8 : ",".utf8
            breakLine(&text)
            expected = expected == .commaOrArrayEnd ? .value : .name
        case (.valueOrEnd, UInt8(ascii: "]")), (.nameOrEnd, UInt8(ascii: "}")): close(byte, isEmpty: true, &text)
        case (.commaOrArrayEnd, UInt8(ascii: "]")), (.commaOrObjectEnd, UInt8(ascii: "}")):
            close(byte, isEmpty: false, &text)
        case (.name, UInt8(ascii: "\"")), (.nameOrEnd, UInt8(ascii: "\"")):
            if expected == .nameOrEnd { breakLine(&text) }
            text.append(byte)
            place = .string(.text, isName: true)
        case (.value, _), (.valueOrEnd, _):
            if expected == .valueOrEnd { breakLine(&text) }
            begin(byte, &text)
        default: isValid = false
        }
    }

    private mutating func begin(_ byte: UInt8, _ text: inout [UInt8]) {
        text.append(byte)
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            open.append(byte == UInt8(ascii: "{"))
            expected = byte == UInt8(ascii: "{") ? .nameOrEnd : .valueOrEnd
            isValid = open.count <= JSON.depthLimit
        case UInt8(ascii: "\""): place = .string(.text, isName: false)
        case UInt8(ascii: "-"): place = .number(.sign)
        case UInt8(ascii: "0"): place = .number(.zero)
        case UInt8(ascii: "1")...UInt8(ascii: "9"): place = .number(.whole)
        case UInt8(ascii: "t"): place = .word(Array("rue".utf8)[...])
        case UInt8(ascii: "f"): place = .word(Array("alse".utf8)[...])
        case UInt8(ascii: "n"): place = .word(Array("ull".utf8)[...])
        default: isValid = false
        }
    }

    private mutating func close(_ byte: UInt8, isEmpty: Bool, _ text: inout [UInt8]) {
        open.removeLast()
        if !isEmpty { breakLine(&text) }
        text.append(byte)
        endValue()
    }

    private mutating func endValue() { expected = JSONExpectation(afterValueIn: open.last) }

    private func breakLine(_ text: inout [UInt8]) {
        guard case .indented(let indentation) = spacing else { return }
        text.append(0x0A)
        text += repeatElement(0x20, count: max(0, indentation) * (level + open.count))
    }

    private mutating func take(_ byte: UInt8, in string: StringPlace, isName: Bool, _ text: inout [UInt8]) {
        text.append(byte)
        var next = StringPlace.text
        switch string {
        case .text:
            switch byte {
            case UInt8(ascii: "\""):
                place = .between
                if isName { expected = .colon } else { endValue() }
                return
            case UInt8(ascii: "\\"): next = .escape
            case ..<0x20: isValid = false
            case ..<0x80: break
            default:
                guard let rest = UTF8Form.rest(of: byte) else {
                    isValid = false
                    return
                }
                next = .character(rest.count, rest.first)
            }
        case .escape:
            isValid = "\"\\/bfnrtu".utf8.contains(byte)
            next = byte == UInt8(ascii: "u") ? .digits(4) : .text
        case .digits(let count):
            isValid = Character(Unicode.Scalar(byte)).isHexDigit
            next = count == 1 ? .text : .digits(count - 1)
        case .character(let count, let range):
            isValid = range ~= byte
            next = count == 1 ? .text : .character(count - 1, 0x80...0xBF)
        }
        place = .string(next, isName: isName)
    }

    private mutating func take(_ byte: UInt8, in number: NumberPlace, _ text: inout [UInt8]) {
        guard let next = Self.next(number, byte) else {
            guard number.isComplete else {
                isValid = false
                return
            }
            place = .between
            endValue()
            return take(byte, &text)
        }
        text.append(byte)
        place = .number(next)
    }

    /// Returns the place in a number after one more byte; nil where the byte does not continue it.
    private static func next(_ number: NumberPlace, _ byte: UInt8) -> NumberPlace? {
        let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        let isExponent = byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
        switch number {
        case .sign: return byte == UInt8(ascii: "0") ? .zero : isDigit ? .whole : nil
        case .zero: return byte == UInt8(ascii: ".") ? .point : isExponent ? .exponent : nil
        case .whole: return isDigit ? .whole : byte == UInt8(ascii: ".") ? .point : isExponent ? .exponent : nil
        case .point: return isDigit ? .fraction : nil
        case .fraction: return isDigit ? .fraction : isExponent ? .exponent : nil
        case .exponent:
            let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            return isSign ? .exponentSign : isDigit ? .exponentDigits : nil
        case .exponentSign, .exponentDigits: return isDigit ? .exponentDigits : nil
        }
    }
}
