import Canvas
import Queues

extension State {
    /// More queues are not listed at a time: what is meant is found by typing.
    private static let queueLimit = 200

    /// The rows of a menu, as far as its field lets them through.
    func items(of menu: Menu) -> [MenuItem] {
        let query = menu.field.text
        switch menu.kind {
        case .help: return narrowed(Action.table.filter(isHere).map(item), by: query)
        case .actions(let kind):
            return narrowed(Action.table.filter { $0.menu == kind && isHere($0) }.map(item), by: query)
        case .sort: return narrowed(sortItems, by: query)
        case .themes:
            let themes = settings.themes.map { MenuItem(title: $0.name, keys: "", choice: .theme($0.name)) }
            return narrowed(themes, by: query)
        case .places(let job, let queues):
            let places = queues.map {
                MenuItem(title: Words.name($0.name), keys: Words.name($0.prefix), choice: .job(job, $0))
            }
            return narrowed(places, by: query)
        case .palette: return paletteItems(query)
        }
    }

    private func isHere(_ entry: ActionEntry) -> Bool { !entry.scope.isDisjoint(with: scope) }

    private func item(_ entry: ActionEntry) -> MenuItem {
        let names = entry.keys.map(\.name).joined(separator: " ")
        let keys = names.isEmpty ? entry.command.map { ":" + $0 } ?? "" : names
        return MenuItem(title: entry.title, keys: keys, reason: entry.reason(in: self), choice: .action(entry.action))
    }

    /// What contains the words that were typed, in the order of the table.
    private func narrowed(_ items: [MenuItem], by query: String) -> [MenuItem] {
        let needle = Needle(query)
        return items.filter { needle.isFound(in: Array($0.title.utf8)) || $0.keys == query }
    }

    private var sortItems: [MenuItem] {
        path.top.orders(in: self).enumerated().map { index, order in
            MenuItem(title: order.title, keys: order.direction ?? "", choice: .order(index))
        }
    }

    /// Commands: the actions of the screen by their titles, and the words that take a name.
    private func paletteItems(_ query: String) -> [MenuItem] {
        if let name = argument(of: "queue", in: query) { return queueItems(name) }
        if let id = argument(of: "go", in: query) { return jobItems(id) }
        if let text = argument(of: "search", in: query) { return searchItems(text) }
        if let name = argument(of: "theme", in: query) {
            let themes = settings.themes.map { MenuItem(title: $0.name, keys: "theme", choice: .theme($0.name)) }
            return Fuzzy.find(name, in: themes, by: \.title)
        }
        let skipped: [Action] = [.palette, .escape, .interrupt, .move(.up), .move(.down)]
        let entries = Action.table.filter { isHere($0) && !skipped.contains($0.action) }
        let commands = entries.map { entry in
            (words: entry.command.map { $0 + " " + entry.title } ?? entry.title, item: item(entry))
        }
        let all = commands + Self.templates.map { (words: $0.title, item: $0) }
        let found = Fuzzy.find(query, in: all, by: \.words)
        // A command that is typed whole is meant.
        let exact = found.filter { $0.words.hasPrefix(query + " ") }
        return (exact + found.filter { !$0.words.hasPrefix(query + " ") }).map(\.item)
    }

    private static let templates = [
        MenuItem(title: "queue NAME", keys: "open a queue", choice: .complete("queue ")),
        MenuItem(title: "go ID", keys: "open a job by its id", choice: .complete("go ")),
        MenuItem(title: "search QUERY", keys: "search the server", choice: .complete("search ")),
        MenuItem(title: "theme NAME", keys: "choose a theme", choice: .complete("theme ")),
    ]

    /// What follows a word and a blank; nil where the line does not begin so.
    private func argument(of word: String, in line: String) -> String? {
        line.hasPrefix(word + " ") ? String(line.dropFirst(word.count + 1)) : nil
    }

    private func queueItems(_ name: String) -> [MenuItem] {
        let queues = overview?.content.queues ?? []
        let items = queues.map { queue in
            let prefix = settings.prefixes.count > 1 ? Words.name(queue.id.prefix) : "queue"
            return MenuItem(title: Words.name(queue.id.name), keys: prefix, choice: .queue(queue.id))
        }
        return Array(Fuzzy.find(name, in: items, by: \.title).prefix(Self.queueLimit))
    }

    /// A search of the queue on the screen, and of all queues; where the query is wrong, what is wrong with it.
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
            return [MenuItem(title: reason, keys: "", reason: reason, choice: .complete("search " + text))]
        }
    }

    private func jobItems(_ id: String) -> [MenuItem] {
        guard !id.isEmpty else { return [] }
        let job = JobID(id)
        let here = currentQueue.map { queue in
            let title = "Job \(Words.name(job.bytes)) in \(Words.name(queue.name))"
            return MenuItem(title: title, keys: "open", choice: .job(job, queue))
        }
        let everywhere = MenuItem(
            title: "Job \(Words.name(job.bytes)) in every queue", keys: "find and open", choice: .find(job))
        // On a queue its own jobs are meant, elsewhere all.
        return path.top.ownQueue == nil
            ? [everywhere] + (here.map { [$0] } ?? []) : [here, everywhere].compactMap { $0 }
    }
}

extension State {
    /// The theme to draw with: the one under the cursor of the theme menu, or the one that was chosen.
    var theme: Theme {
        var name = themeName
        if case .menu(let menu) = overlay, menu.kind == .themes {
            let items = items(of: menu)
            if items.indices.contains(menu.cursor.index), case .theme(let preview) = items[menu.cursor.index].choice {
                name = preview
            }
        }
        return settings.themes.first { $0.name == name } ?? settings.themes.first ?? Theme(name: "plain", styles: [:])
    }
}
