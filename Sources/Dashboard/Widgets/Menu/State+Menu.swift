import Canvas
import Queues

extension State {
    /// Takes a key while a menu is open.
    mutating func press(_ key: Key, in menu: Menu) -> [Effect] {
        var menu = menu
        switch key {
        case .enter: return choose(in: menu)
        case .escape: escape(&menu)
        case .backspace where menu.isTyping && menu.field.text.isEmpty: escape(&menu)
        case .up, .control("p"): move(.up, in: &menu)
        case .down, .control("n"): move(.down, in: &menu)
        case .pageUp: move(.pageUp, in: &menu)
        case .pageDown: move(.pageDown, in: &menu)
        default:
            guard menu.isTyping else {
                return press(command: key, in: &menu)
            }
            menu.type { _ = $0.edit(key) }
            overlay = .menu(menu)
        }
        return []
    }

    /// Takes a key that is not typed text: while nothing is typed, letters are commands as on a screen. A key in the
    /// menu performs its action; the help only moves to it.
    private mutating func press(command key: Key, in menu: inout Menu) -> [Effect] {
        switch (key, settings.keys.action(of: key, in: .all)?.action) {
        case (.character("/"), _):
            menu.isTyping = true
            overlay = .menu(menu)
        case (_, .back?), (_, .help?): overlay = nil
        case (_, .move(let movement)?): move(movement, in: &menu)
        case (.left, _), (.character("h"), _): moveSideways(by: -1, in: &menu)
        case (.right, _), (.character("l"), _), (.tab, _): moveSideways(by: 1, in: &menu)
        default: return press(listed: key, in: &menu)
        }
        return []
    }

    /// Takes the key of an action of the menu.
    private mutating func press(listed key: Key, in menu: inout Menu) -> [Effect] {
        let items = items(of: menu)
        let action = settings.keys.action(of: key, in: scope)?.action
        let index = action.flatMap { action in items.firstIndex { $0.choice == .action(action) } }
        guard let index else {
            say(.info, "\(key.name) is no key of this menu; Esc closes it.", isLogged: false)
            return []
        }
        menu.cursor.move(to: index, count: items.count)
        overlay = .menu(menu)
        guard menu.kind == .help else { return choose(in: menu) }
        say(.info, "\(key.name): \(items[index].title). Enter runs it.", isLogged: false)
        return []
    }

    private mutating func escape(_ menu: inout Menu) {
        guard menu.isTyping, menu.kind != .palette else {
            overlay = nil
            return
        }
        menu.type { $0 = TextField() }
        menu.isTyping = false
        overlay = .menu(menu)
    }

    /// Moves the cursor of a menu.
    mutating func move(_ movement: Movement, in menu: inout Menu) {
        let items = items(of: menu)
        let page = MenuLayout(size, kind: menu.kind, items: items).list.rows
        menu.cursor.move(by: movement.distance(page: page), count: items.count)
        overlay = .menu(menu)
    }

    /// Moves to the item beside the one under the cursor, where the items are in two columns.
    private mutating func moveSideways(by step: Int, in menu: inout Menu) {
        let items = items(of: menu)
        let grid = MenuLayout(size, kind: menu.kind, items: items).grid
        menu.cursor.move(to: grid.item(beside: menu.cursor.index, step: step), count: items.count)
        overlay = .menu(menu)
    }

    private mutating func choose(in menu: Menu) -> [Effect] {
        let items = items(of: menu)
        guard items.indices.contains(menu.cursor.index) else { return [] }
        let item = items[menu.cursor.index]
        if let reason = item.reason {
            say(.warning, reason, isLogged: false)
            return []
        }
        overlay = nil
        switch item.choice {
        case .action(let action): return action == .escape || action == .interrupt ? [] : run(action)
        case .actionOn(let action, let queue):
            if path.top.ownQueue != queue { open(QueueScreen(queue, in: self)) }
            return run(action)
        case .order(let index): return order(by: index)
        case .theme(let name):
            themeName = name
            return [.keepTheme(name)]
        case .server(let index): return [.enter(server: index, queue: nil)]
        case .tree(let delimiter): return react(to: .divideNames(by: delimiter))
        case .queue(let queue): open(QueueScreen(queue, in: self))
        case .job(let job, let queue): open(JobScreen(queue: queue, id: job))
        case .find(let job, let queue): find(job, first: queue)
        case .search(let query, let queue): open(SearchScreen(query, queue: queue))
        case .complete(let text): overlay = .menu(Menu(typing: text))
        }
        return []
    }
}
