import Canvas
import Queues

extension State {
    /// The maximum number of queues that are listed at a time; others are found by typing.
    private static let queueLimit = 200

    /// Returns the rows of the palette: the actions of the screen by names and titles; after a word that takes a name,
    /// what has that name; after an `@`, queues.
    func paletteItems(_ typed: String) -> [MenuItem] {
        if let (before, name) = Self.mentionedQueue(in: typed) { return itemsOfQueues(name, after: before) }
        var all: [MenuItem] { ranked(commands(in: scope), by: typed) }
        guard let (action, name) = Self.word(in: typed) else { return all }
        return switch action {
        case .word(.queue): queueItems(name)
        case .word(.go): jobItems(name)
        case .word(.search): searchItems(name)
        case .themes: ranked(themeItems(), by: name)
        case .visit(.server): ranked(serverItems, by: name)
        case .tree: name.isEmpty ? treeItems : treeItems.filter { $0.title.hasPrefix(name) || $0.keys == "a\(name)b" }
        default: all
        }
    }

    /// Returns all actions that a command can name.
    private func commands(in scope: Scope) -> [(entry: PaletteRanking.Entry, item: MenuItem)] {
        let skipped: [Action] = [.palette, .escape, .interrupt, .move(.up), .move(.down)]
        let rows = settings.keys.table.filter { !$0.scope.isDisjoint(with: scope) && !skipped.contains($0.action) }
        return rows.map { row in
            let entry = PaletteRanking.Entry(
                names: row.names, title: row.title, isDestructive: row.danger == .removes)
            return (entry, item(row))
        }
    }

    /// The commands that can be for a named queue. What belongs to the program, or moves, is not for a queue.
    private var commandsForQueues: [(entry: PaletteRanking.Entry, item: MenuItem)] {
        commands(in: .queue).filter { command in
            guard case .action(let action) = command.item.choice, let section = action.entry?.section else {
                return false
            }
            if case .visit = action { return section != .program }
            return section != .program && section != .move
        }
    }

    private func ranked(_ items: [(entry: PaletteRanking.Entry, item: MenuItem)], by typed: String) -> [MenuItem] {
        PaletteRanking.find(typed, in: items, by: \.entry).map(\.item)
    }

    private func ranked(_ items: [MenuItem], by name: String) -> [MenuItem] {
        PaletteRanking.find(name, in: items) { PaletteRanking.Entry(title: $0.title) }
    }

    /// Returns the action whose name is followed by another, and the rest of the line; nil where the line does not
    /// begin so.
    private static func word(in line: String) -> (action: Action, rest: String)? {
        guard let blank = line.firstIndex(of: " ") else { return nil }
        let name = String(line[..<blank])
        let entry = Action.table.first { $0.argument != nil && $0.names.contains(name) }
        return entry.map { ($0.action, String(line[line.index(after: blank)...])) }
    }

    /// Returns the queues by their names, with their prefixes where there are several.
    private func queueItems(_ name: String, choosing choice: (QueueID) -> Choice = { .queue($0) }) -> [MenuItem] {
        let queues = overview?.content.queues ?? []
        let items = queues.map { queue in
            let prefix = settings.prefixes.count > 1 ? Words.name(queue.id.prefix) : "queue"
            return MenuItem(title: Words.name(queue.id.name), keys: prefix, choice: choice(queue.id))
        }
        return Array(ranked(items, by: name).prefix(Self.queueLimit))
    }

    /// Returns a search of the queue on the screen, and of all queues; where the query is wrong, its error.
    private func searchItems(_ text: String) -> [MenuItem] {
        do {
            let query = try Query(text)
            let here = path.top.ownQueue.map { queue in
                MenuItem(title: "Search \(Words.name(queue.name))", keys: "this queue", choice: .search(query, queue))
            }
            return [here, MenuItem(title: "Search all queues", keys: "all queues", choice: .search(query, nil))]
                .compactMap { $0 }
        } catch {
            let reason = "The query is wrong at \(error)."
            return [MenuItem(title: "No search yet", keys: "", reason: reason, choice: .complete("search " + text))]
        }
    }

    private func jobItems(_ id: String) -> [MenuItem] {
        guard !id.isEmpty else { return [] }
        let job = JobID(id)
        let here = currentQueue.map { queue in
            MenuItem(
                title: "Open job \(Words.name(job.bytes)) in \(Words.name(queue.name)), or where it is",
                keys: "this queue first", choice: .find(job, first: queue))
        }
        let everywhere = MenuItem(
            title: "Find job \(Words.name(job.bytes)) in all queues", keys: "all queues", choice: .find(job, first: nil)
        )
        // On a queue the search is for its own jobs first, elsewhere for all.
        return path.top.ownQueue == nil
            ? [everywhere] + (here.map { [$0] } ?? []) : [here, everywhere].compactMap { $0 }
    }
}

/// The queues that an `@` names in the palette.
extension State {
    /// Returns the text before a last word that begins with `@`, and the rest of that word; nil without such a word.
    private static func mentionedQueue(in line: String) -> (before: String, name: String)? {
        guard let sign = line.lastIndex(of: "@"), sign == line.startIndex || line[line.index(before: sign)] == " ",
            line[sign...].firstIndex(of: " ") == nil
        else { return nil }
        return (String(line[..<sign]), String(line[line.index(after: sign)...]))
    }

    /// Returns the items for queues that match a name, depending on the text before it: alone they are opened; a job is
    /// looked for in them; a search is limited to them; any other command is for them.
    private func itemsOfQueues(_ name: String, after before: String) -> [MenuItem] {
        let words = before.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else { return queueItems(name) }
        if let (action, rest) = Self.word(in: words) ?? Self.word(in: words + " ") {
            switch action {
            case .word(.queue): return queueItems(name)
            case .word(.go): return rest.isEmpty ? [] : queueItems(name) { .job(JobID(rest), $0) }
            case .word(.search): return queueItems(name) { .complete(before + Self.condition(on: $0) + " ") }
            default: return []
            }
        }
        guard case .action(let named)? = ranked(commandsForQueues, by: words).first?.choice else { return [] }
        let action = if case .visit(let place) = named { Action.visit(place.ofOneQueue) } else { named }
        let title = action.entry?.title ?? words
        return queueItems(name) { .actionOn(action, $0) }.map { item in
            var item = item
            item.title = "\(title): \(item.title)"
            return item
        }
    }

    /// Returns the condition of a query on a queue, `queue="web hooks"`.
    private static func condition(on queue: QueueID) -> String {
        let name = String(decoding: queue.name, as: UTF8.self)
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        return isPlain ? "queue=" + name : "queue=" + Query.quoted(name)
    }
}

extension PaletteWord {
    /// Its name in the palette.
    var name: String { Action.word(self).entry?.command ?? "" }
}
