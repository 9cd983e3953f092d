@testable import Dashboard

extension TextDocument {
    /// The lines as text.
    var text: [String] { lines.map { String(decoding: bytes[$0.range], as: UTF8.self) } }

    /// The runs of a line.
    func roles(of line: Int) -> [(String, ThemeRole)] {
        runs(of: lines[line], in: lines[line].range).map { (String(decoding: bytes[$0.range], as: UTF8.self), $0.role) }
    }
}
