/// A token that may come next in a JSON text. The raw values are the words of errors.
enum JSONExpectation: String {
    case value = "a value"
    case valueOrEnd = "a value or ]"
    case name = "a name in double quotes"
    case nameOrEnd = "a name in double quotes or }"
    case colon = "a colon"
    case commaOrArrayEnd = "a comma or ]"
    case commaOrObjectEnd = "a comma or }"
    case end = "the end of the text"

    /// Creates the expectation after a value: in an object (true), in an array (false), or outside of both (nil).
    init(afterValueIn isObject: Bool?) {
        switch isObject {
        case true: self = .commaOrObjectEnd
        case false: self = .commaOrArrayEnd
        case nil: self = .end
        }
    }
}
