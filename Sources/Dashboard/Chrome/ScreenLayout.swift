import Canvas

/// The places of the parts of every screen. They depend only on the size, so that nothing moves when the connection
/// changes.
struct ScreenLayout: Equatable, Sendable {
    /// The size below which no screen is drawn, since it could not be read.
    static let least = Size(columns: 20, rows: 4)

    /// The size below which only the most important parts of a screen are drawn, and nothing can be changed, since a question
    /// could not be read whole.
    static let leastWhole = Size(columns: 40, rows: 8)

    /// Returns whether a screen of this size can be read.
    static func isLegible(_ size: Size) -> Bool { size.columns >= least.columns && size.rows >= least.rows }

    /// Returns whether a screen of this size has all parts that it needs.
    static func isWhole(_ size: Size) -> Bool { size.columns >= leastWhole.columns && size.rows >= leastWhole.rows }

    /// The first line: the connection and the path.
    let header: Rect
    /// The line of the server; empty on a low screen.
    let server: Rect
    /// The place of the screen on top.
    let body: Rect
    /// The line of hints, input, questions and notices.
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
