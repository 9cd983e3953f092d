/// What may come next in a JSON text; in words, as an error says it.
enum JSONExpectation: String {
    case value = "a value"
    case valueOrEnd = "a value or ]"
    case name = "a name in double quotes"
    case nameOrEnd = "a name in double quotes or }"
    case colon = "a colon"
    case commaOrArrayEnd = "a comma or ]"
    case commaOrObjectEnd = "a comma or }"
    case end = "the end of the text"

    /// Creates what may follow a value: in an object (true), in an array (false), or in neither.
    init(afterValueIn isObject: Bool?) {
        switch isObject {
        case true: self = .commaOrObjectEnd
        case false: self = .commaOrArrayEnd
        case nil: self = .end
        }
    }
}
