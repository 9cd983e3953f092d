import Canvas

/// Where the parts of every screen are. It depends on the size alone, so that nothing jumps when the connection does.
struct ScreenLayout: Equatable, Sendable {
    /// Below this size there is nothing to be read, and no screen is drawn.
    static let least = Size(columns: 40, rows: 8)

    /// Returns whether a screen of this size can be read.
    static func isLegible(_ size: Size) -> Bool { size.columns >= least.columns && size.rows >= least.rows }

    /// The connection and where we are.
    let header: Rect
    /// The server; empty on a low screen.
    let server: Rect
    /// The screen on top.
    let body: Rect
    /// Hints, prompts, questions and notices.
    let footer: Rect

    init(_ size: Size) {
        let (top, rest) = Rect(size).split(top: 1)
        let (server, middle) = rest.split(top: size.rows >= 14 ? 1 : 0)
        let (body, footer) = middle.split(bottom: 1)
        self.header = top
        self.server = server
        self.body = body
        self.footer = footer
    }
}
