import Canvas
import Queues

extension ServersScreen {
    /// Draws the servers above, and the queues of all of them below, the gravest first.
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (context, layout) = (state.menuContext, ServersLayout(body, servers: servers.count))
        frame.note(.pane(Pane.servers.rawValue), in: layout.servers)
        frame.note(.pane(Pane.queues.rawValue), in: layout.queues)
        let columns = body.columns
        let upper = frame.drawTable(
            Table(columns: ServerColumn.table(servers, columns: columns, context)).fitted(to: servers, width: columns),
            of: servers,
            at: serverCursor, isScrolled: false,
            in: layout.servers, context)
        let title = StyledText(DisplayText(words), context[.title])
        frame.rule(layout.rule, title: title, context)
        let lower = frame.drawTable(
            Table(columns: ServerColumn.queues(rows, of: servers, columns: columns, context)).fitted(
                to: rows, width: columns), of: rows,
            at: queueCursor, isScrolled: false,
            in: layout.queues, context)
        if rows.isEmpty { frame.drawEmptiness(emptiness(context.keys), in: lower, context) }
        switch pane {
        case .servers:
            frame.drawSelection(
                of: serverCursor, in: layout.servers, rows: upper, hasRow: !servers.isEmpty, context)
        case .queues:
            frame.drawSelection(of: queueCursor, in: layout.queues, rows: lower, hasRow: !rows.isEmpty, context)
        }
        frame.drawFilter(filter, Format.count(rows.count, "queue"), in: layout.status.inset(columns: 1), context)
    }

    /// The number of queues, and of the servers that they are on.
    private var words: String {
        let read = servers.count { $0.queues != nil }
        let queues = servers.reduce(0) { $0.plus($1.queues?.count ?? 0) }
        return "\(Format.count(queues, "queue")) of \(Format.count(read, "server"))"
    }

    /// Returns the reason why no queue is listed.
    private func emptiness(_ keys: KeyNames) -> String {
        if !filter.isEmpty { return "No queue or server has \"\(filter)\" in its name. \(keys[.escape]) shows all." }
        return servers.contains { $0.queues == nil && $0.connection != nil }
            ? "No queue is read yet." : "No queue is found on these servers."
    }
}
