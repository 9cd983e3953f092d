import Canvas
public import Queues

/// A press of the mouse's button.
struct MousePress: Equatable, Sendable {
    /// The cell.
    var point: Point
    /// Its time, on our clock, in ms since 1970.
    var at: Milliseconds
}

/// The mouse. What it points at is looked up in the frame that is shown: drawing notes the places of rows, panes, tabs and
/// items.
extension State {
    /// The time between two presses on one cell that together open, in ms.
    private static let doublePress: Milliseconds = 400
    /// The number of rows by which the wheel moves.
    private static let wheelRows = 3

    /// Takes a use of the mouse.
    mutating func take(_ action: MouseAction, at point: Point) -> [Effect] {
        guard usesMouse, ScreenLayout.isLegible(size) else { return [] }
        notice = nil
        isInterrupted = false
        (wanted, awaitedRun) = (nil, nil)
        switch action {
        case .wheelUp: turnWheel(.up)
        case .wheelDown: turnWheel(.down)
        case .press:
            let isDouble = lastPress.map { $0.point == point && clock - $0.at <= Self.doublePress } ?? false
            // A third press is the first one of another pair.
            lastPress = isDouble ? nil : MousePress(point: point, at: clock)
            return press(point, isDouble: isDouble)
        }
        return []
    }

    /// Moves the rows of what is on top. Questions and forms have none.
    private mutating func turnWheel(_ movement: Movement) {
        for _ in 0..<Self.wheelRows {
            switch overlay {
            case .menu(var menu): move(movement, in: &menu)
            case .prompt, nil:
                let state = self
                path.top.move(movement, in: state)
            case .question, .form: break
            }
        }
    }

    private mutating func press(_ point: Point, isDouble: Bool) -> [Effect] {
        let spots = render(self, size: size).spots(at: point)
        switch overlay {
        case .menu(let menu): return press(spots, in: menu, isDouble: isDouble)
        case .question, .form: return []
        case .prompt, nil: break
        }
        for spot in spots {
            switch spot.kind {
            case .tab(let number):
                let state = self
                if path.top.chooseTab(number, in: state) { return [] }
                return path.top.action(ofTab: number, in: self).map { run($0) } ?? []
            case .rows(let cursor): return press(row: point, from: cursor, isDouble: isDouble)
            case .pane(let number):
                guard choosePane(number) else { return [] }
                // The rows of the pane are known once it is drawn as the chosen one.
                return press(point, isDouble: isDouble)
            case .item, .box: continue
            }
        }
        return []
    }

    /// Moves the keys to a pane. Returns whether that changed anything.
    private mutating func choosePane(_ number: Int) -> Bool {
        let before = self
        path.top.choosePane(number, in: before)
        return path != before.path
    }

    /// Moves the cursor to a row of the screen; where there is none, nothing changes. A double press opens it.
    private mutating func press(row: Point, from cursor: Int, isDouble: Bool) -> [Effect] {
        let before = path
        let state = self
        for _ in 0..<abs(row.y - cursor) { path.top.move(row.y > cursor ? .down : .up, in: state) }
        path.top.settle(in: state)
        guard render(self, size: size).spots(at: row).contains(where: { $0.kind == .rows(cursor: row.y) }) else {
            path = before
            return []
        }
        guard isDouble, let entry = Action.screen(.open).entry, !entry.scope.isDisjoint(with: scope) else { return [] }
        return run(entry.action)
    }

    /// Moves to an item of a menu; a double press chooses it, and one beside the menu closes it.
    private mutating func press(_ spots: [Spot], in menu: Menu, isDouble: Bool) -> [Effect] {
        for spot in spots {
            guard case .item(let index) = spot.kind else { continue }
            var menu = menu
            menu.cursor.move(to: index, count: items(of: menu).count)
            overlay = .menu(menu)
            return isDouble ? press(.enter, in: menu) : []
        }
        if !spots.contains(where: { $0.kind == .box }) { closeOverlay() }
        return []
    }
}

/// The focus of the terminal.
extension State {
    /// The time between two readings now, in ms.
    public var interval: Milliseconds {
        if let pace = settings.pace { return pace }
        if path.isBehind { return max(settings.interval, Self.intervalBehind) }
        return isUnfocused ? max(settings.interval, settings.unfocusedInterval) : settings.interval
    }

    /// Notes whether the terminal has the focus; with it, the screen is read again at once.
    mutating func takeFocus(_ hasFocus: Bool) -> [Effect] {
        guard isUnfocused == hasFocus else { return [] }
        isUnfocused = !hasFocus
        return hasFocus && frozenAt == nil ? [.refresh] : []
    }
}
