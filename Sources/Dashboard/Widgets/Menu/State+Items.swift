import Canvas
import Queues

extension State {
    /// Returns the rows of a menu that match its field.
    func items(of menu: Menu) -> [MenuItem] {
        let query = menu.field.text
        switch menu.kind {
        case .help: return helpItems(query)
        case .actions(let kind):
            let rows = actions.filter { $0.menu == kind }
            let sorted = rows.filter { $0.danger != .removes } + rows.filter { $0.danger == .removes }
            return narrowed(sorted.map { item($0, in: $0.danger == .removes ? "Remove" : kind.heading) }, by: query)
        case .sort: return narrowed(sortItems, by: query)
        case .themes: return narrowed(themeItems(withReasons: true), by: query)
        case .tree: return narrowed(treeItems, by: query)
        case .places(let job, let places): return narrowed(items(of: job, at: places), by: query)
        case .palette: return paletteItems(query)
        }
    }

    /// Returns the places of a job: queue, name and state, and the prefix where they differ in it.
    private func items(of job: JobID, at places: [FoundPlace]) -> [MenuItem] {
        let hasPrefixes = Set(places.map(\.queue.prefix)).count > 1
        return places.map { place in
            let queue = hasPrefixes ? place.queue.base : place.queue.name
            let title = [queue, place.name ?? []].filter { !$0.isEmpty }.map { Words.name($0) }.joined(separator: "  ")
            return MenuItem(
                title: title, keys: place.name == nil ? "" : place.state?.rawValue ?? "unlisted",
                choice: .job(job, place.queue))
        }
    }

    /// The actions of the screen, by sections.
    private var actions: [ActionEntry] {
        let here = settings.keys.table.filter { !$0.scope.isDisjoint(with: scope) }
        return ActionSection.allCases.flatMap { section in
            let rows = here.filter { $0.section == section }
            return rows.filter { $0.danger != .removes } + rows.filter { $0.danger == .removes }
        }
    }

    /// Returns the actions with keys; with a typed text, matching ones of the others, too.
    private func helpItems(_ query: String) -> [MenuItem] {
        let shown = actions.filter { !settings.keys.keys(of: $0, in: scope).isEmpty || !query.isEmpty }
        return narrowed(shown.map { item($0, in: $0.section.rawValue) }, by: query)
    }

    /// Returns the row of an action.
    func item(_ entry: ActionEntry, in section: String? = nil) -> MenuItem {
        let names = settings.keys.keys(of: entry, in: scope).prefix(3).map(\.name).joined(separator: " ")
        return MenuItem(
            title: entry.title, keys: names, usage: entry.usage ?? "", reason: entry.reason(in: self),
            choice: .action(entry.action), section: section, isDestructive: entry.danger == .removes)
    }

    /// Returns the items that contain the typed text, in the order of the table.
    private func narrowed(_ items: [MenuItem], by query: String) -> [MenuItem] {
        let needle = Needle(query)
        return items.filter { item in
            let texts = [item.title, item.keys, item.usage]
            return needle.isEmpty || texts.contains { needle.isFound(in: Array($0.utf8)) }
        }
    }

    private var sortItems: [MenuItem] {
        path.top.orders(in: self).enumerated().map { index, order in
            MenuItem(title: order.title, keys: order.direction ?? "", choice: .order(index))
        }
    }

    /// The delimiters that can divide names of queues.
    var treeItems: [MenuItem] {
        [MenuItem(title: "off", keys: "plain list", choice: .tree(nil))]
            + NameDelimiter.allCases.map { MenuItem(title: $0.word, keys: "a\($0.text)b", choice: .tree($0)) }
    }

    /// The servers of the dashboard, with the state of each.
    var serverItems: [MenuItem] {
        servers.enumerated().map { index, server in
            MenuItem(title: server.name, keys: server.word, choice: .server(index))
        }
    }

    /// Returns the themes; the palette has no room for what each is for.
    func themeItems(withReasons: Bool = false) -> [MenuItem] {
        settings.themes.map {
            MenuItem(title: $0.name, keys: withReasons ? $0.reason : "", choice: .theme($0.name))
        }
    }
}

extension ActionMenu {
    /// The heading of the actions of the menu that remove nothing.
    fileprivate var heading: String {
        switch self {
        case .job: ActionSection.jobs.rawValue
        case .queue: ActionSection.queue.rawValue
        }
    }
}

extension State {
    /// The theme for drawing: the one under the cursor of the theme menu, or the chosen one.
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
