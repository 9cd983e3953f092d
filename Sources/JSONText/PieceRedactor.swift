/// Hides the values of secret fields in a text of which each piece is shown alone, in its order from the beginning.
public struct PieceRedactor: Sendable {
    private var redactor: TextRedactor
    /// The number of bytes that were taken and are not decided: they may be the beginning of a mask.
    private var held = 0

    /// Creates a text whose fields of these names are hidden.
    public init(_ names: SecretNames) { redactor = TextRedactor(names, keepsLength: true) }

    /// Returns the next piece without its secrets. It is as long as before. What begins in it and is not decided is shown as
    /// if the text ended here.
    public mutating func take(_ piece: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        redactor.take(piece[...], into: &text)
        let before = held
        held += piece.count - text.count
        var end = redactor
        end.finish(into: &text)
        return Array(text.dropFirst(before))
    }
}
