internal import Canvas
internal import Dashboard
internal import JSONText
internal import QueueStore
internal import Queues
internal import Redis

/// What a command works with: what it was told, the server, and where its data goes.
final class CommandSession {
    let invocation: Invocation
    let endpoint: Endpoint
    let glyphs: Glyphs
    let output: Output
    let prefixes: [[UInt8]]
    private let store: QueueStore

    init(_ invocation: Invocation, _ environment: Environment) throws(UsageError) {
        self.invocation = invocation.marked(by: environment)
        endpoint = try Target.endpoint(invocation, environment)
        glyphs = invocation.isASCII || !environment.isUTF8 ? .ascii : .unicode
        output = Output(invocation.parameters.format)
        prefixes = invocation.prefixes.isEmpty ? [Array("bull".utf8)] : invocation.prefixes
        store = QueueStore(endpoint: endpoint, prefixes: prefixes, stop: nil)
    }

    /// Runs the command to its end, and tells why where that comes early.
    func run(_ work: () throws(CommandFailure) -> ExitStatus) -> ExitStatus {
        do {
            let status = try work()
            try output.flush()
            return status
        } catch .usage(let error) {
            return error.tell()
        } catch {
            // What was found before is of use.
            if error != .readerGone, error != .outputFailed { try? output.flush() }
            if let text = error.text { complain(text) }
            return error.status
        }
    }

    /// What the command's options say.
    var parameters: Parameters { invocation.parameters }

    /// The command's words that are no options.
    var operands: [Argument] { invocation.operands }

    /// Asks the server, to which it connects first where that was not done yet.
    func ask<Answer>(_ question: (QueueStore) throws(Trouble) -> Answer) throws(CommandFailure) -> Answer {
        do {
            if !store.isConnected { try store.connect() }
            return try question(store)
        } catch {
            throw .trouble(error, address: endpoint.display)
        }
    }

    /// Tables for people, as wide as the terminal, or as they need where there is none.
    var listing: Listing {
        Listing(glyphs: glyphs, width: StandardStream.output.columns, now: WallClock.now)
    }

    /// What the connection is called, where it is marked as production.
    var production: String? {
        guard invocation.isProduction else { return nil }
        return invocation.label.map { shown(Array($0.utf8)) } ?? endpoint.display
    }

    /// Bytes as text that is safe to be shown.
    func shown(_ bytes: [UInt8]) -> String { DisplayText(bytes, glyphs: glyphs).plain }

    /// A text, which may hold names, so that it is safe to be shown.
    func shown(_ text: String) -> String { shown(Array(text.utf8)) }

    /// Tells an error or a report, whatever names it holds.
    func complain(_ text: String) { StandardStream.complain(shown(text)) }

    /// Prints a list: as a table, or item by item.
    func print<Item>(
        _ items: [Item], json: (Item) -> JSON, table: ([Item]) -> [String]
    ) throws(CommandFailure) {
        guard output.format != .table else { return try output.print(table(items)) }
        for item in items { try output.print(item: json(item)) }
        try output.endList()
    }
}
