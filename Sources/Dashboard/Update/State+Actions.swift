import Canvas
import Queues

extension State {
    /// Performs an action. The caller has checked that it may.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .move(let movement): move(movement)
        case .screen(let action): return react(to: action)
        case .visit(let destination): destination.screen(in: self).map { open($0) }
        case .back: return back()
        case .escape: undoInnermost()
        case .previousView: previousPath.map { go(to: $0) }
        case .change(let change): ask(change)
        case .changeQueue(let change): ask(change)
        case .togglePause: ask(areAllPaused ? .resume : .pause)
        case .form(let kind): open(kind)
        case .addScheduler: open(.scheduler)
        case .editData: edit()
        case .filter, .search: overlay = .prompt(TextField(filter))
        case .searchServer: searchServer()
        case .sort: overlay = .menu(sortMenu)
        case .palette: overlay = .menu(Menu(.palette))
        case .word(let word): overlay = .menu(Menu(typing: word.name + " "))
        case .help: overlay = .menu(Menu(.help))
        case .mouse:
            usesMouse.toggle()
            say(.info, usesMouse ? "The mouse is on." : "The mouse is off.", isLogged: false)
        case .own(let command): return run(command)
        case .jobMenu: overlay = .menu(Menu(.actions(.job)))
        case .queueMenu: overlay = .menu(Menu(.actions(.queue)))
        case .themes: overlay = .menu(themeMenu)
        case .tree: overlay = .menu(Menu(.tree))
        case .copy(let part): return copy(part)
        case .refresh: return [.refresh]
        case .freeze: return toggleFreeze()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .interrupt: return interrupt()
        case .quit: return quit()
        }
        return []
    }

    /// Moves the cursor of the screen on top, or scrolls it.
    private mutating func move(_ movement: Movement) {
        let state = self
        path.top.move(movement, in: state)
    }

    /// The menu of orders of the screen on top, with the cursor on the present one.
    private var sortMenu: Menu {
        let orders = path.top.orders(in: self)
        var menu = Menu(.sort)
        menu.cursor.move(to: orders.firstIndex(where: \.isChosen) ?? 0, count: orders.count)
        return menu
    }

    /// The menu of themes, with the cursor on the visible one.
    private var themeMenu: Menu {
        let names = settings.themes.map(\.name)
        var menu = Menu(.themes)
        menu.cursor.move(to: names.firstIndex(of: theme.name) ?? 0, count: names.count)
        return menu
    }

    private mutating func toggleFreeze() -> [Effect] {
        guard frozenAt != nil else {
            frozenAt = clock
            return []
        }
        frozenAt = nil
        return [.refresh]
    }

    private mutating func copy(_ part: CopiedPart) -> [Effect] {
        guard let clip = path.top.copied(part, in: self) else {
            say(.warning, "There is nothing to copy here.", isLogged: false)
            return []
        }
        return [.copy(clip)]
    }
}
