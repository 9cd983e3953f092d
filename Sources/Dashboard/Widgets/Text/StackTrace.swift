/// Classifies the lines of a stack trace: a message, a frame of the application, or one of a library.
struct StackTrace {
    private static let libraries = [
        "node_modules/", "node_modules\\", "node:", "(internal/", "(<anonymous>)", "(native)", "site-packages/",
        "dist-packages/", "/lib/python3", "<frozen ",
    ].map { Array($0.utf8) }

    private var role = ThemeRole.stackMessage

    /// Returns the role of the next line. Lines that are indented below a frame belong to it, as the source lines of
    /// Python do.
    mutating func role(of line: ArraySlice<UInt8>) -> ThemeRole {
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        if Self.isFrame(text) && text.startIndex > line.startIndex {
            role = Self.isLibrary(text) ? .stackLibrary : .stackFrame
        } else if text.startIndex == line.startIndex {
            role = .stackMessage
        }
        return role
    }

    /// Returns whether a line is a frame of JavaScript (`at`), Python (`File`), PHP (`#0`) or Elixir (`(app 1.0)`).
    private static func isFrame(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "at ".utf8) || text.starts(with: "File \"".utf8) || text.starts(with: "(".utf8)
            || text.starts(with: "#".utf8)
    }

    private static func isLibrary(_ text: ArraySlice<UInt8>) -> Bool {
        libraries.contains { library in
            text.indices.contains { text[$0] == library[0] && text[$0...].starts(with: library) }
        }
    }
}
