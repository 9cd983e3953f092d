internal import CNcurses
internal import Glibc

/// The source of the description of a type of terminal: the database of the system, which ncurses finds by $TERMINFO
/// and its own directories, or the few descriptions in bulltop for a system without a database.
struct TerminfoSource {
    private let type: String
    /// The compiled description in bulltop; nil where the database of the system has the type.
    private let carried: [UInt8]?
    /// Whether terminals of this type can place their cursor.
    let canMove: Bool

    /// Finds the description of a type; nil where neither the system nor bulltop has one.
    init?(of type: String) {
        self.type = type
        let known = cn_can_move(type)
        if known >= 0 {
            carried = nil
            canMove = known == 1
            return
        }
        guard let entry = Self.entries[type] else { return nil }
        carried = entry
        canMove = Self.lending(entry) { cn_can_move(type) == 1 }
    }

    /// Returns the number of colours of terminals of a type; nil where the type is unknown.
    static func colors(of type: String) -> Int? {
        guard let source = TerminfoSource(of: type) else { return nil }
        guard let carried = source.carried else { return Int(cn_colors_of(type)) }
        return lending(carried) { Int(cn_colors_of(type)) }
    }

    /// Starts ncurses on this description. Returns whether it could.
    func open() -> Bool {
        guard let carried else { return cn_newterm(type) }
        return Self.lending(carried) { cn_newterm(type) }
    }

    /// The descriptions, compiled by tic(1) from Debian's ncurses-base.
    private static let entries: [String: [UInt8]] = [
        "xterm-256color": PackageResources.xterm_256color,
        "xterm": PackageResources.xterm,
        "screen-256color": PackageResources.screen_256color,
        "tmux-256color": PackageResources.tmux_256color,
        "linux": PackageResources.linux,
        "vt100": PackageResources.vt100,
    ]

    /// Runs `body` while $TERMINFO contains the description itself, which ncurses reads since 6.1 (terminfo(5)).
    private static func lending<Value>(_ entry: [UInt8], _ body: () -> Value) -> Value {
        let before = getenv("TERMINFO").map { String(cString: $0) }
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var text = "hex:"
        for byte in entry {
            text.unicodeScalars.append(digits[Int(byte >> 4)])
            text.unicodeScalars.append(digits[Int(byte & 15)])
        }
        setenv("TERMINFO", text, 1)
        defer { if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") } }
        return body()
    }
}

extension Terminal {
    /// Returns the number of colours of terminals of a type; nil where neither the system nor bulltop knows the type.
    public static func colors(ofType type: String) -> Int? { type.isEmpty ? nil : TerminfoSource.colors(of: type) }
}
