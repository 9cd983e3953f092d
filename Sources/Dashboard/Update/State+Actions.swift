import Canvas
import Queues

extension State {
    /// Does what an action says. Whether it may was asked before.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .up, .down, .halfPageUp, .halfPageDown, .pageUp, .pageDown, .top, .bottom: move(action)
        case .open, .back, .escape, .previousView, .previousTab, .nextTab, .show, .section, .log, .trash:
            return navigate(action)
        case .change(let change): ask(change)
        case .changeQueue(let change): ask(change)
        case .togglePause: ask(areAllPaused ? .resume : .pause)
        case .editData: edit()
        case .removeGhosts: askToRemoveGhosts()
        case .restore: askToRestore()
        case .mark, .markRange, .markListed, .markEverything, .unmark: mark(action)
        case .filter, .search, .palette, .help, .themes, .sort, .jobMenu, .queueMenu: openOverlay(action)
        case .findNext, .findPrevious, .scrollLeft, .scrollRight, .wrap, .previousPiece, .nextPiece,
            .earlierAttempt, .laterAttempt, .reverse:
            look(action)
        case .copyID: return copy(copyID)
        case .copyText: return copy(copyText)
        case .refresh: return [.refresh]
        case .freeze: return toggleFreeze()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .interrupt: return interrupt(again: isInterrupted)
        case .quit: return quit()
        }
        return []
    }

    private mutating func openOverlay(_ action: Action) {
        switch action {
        case .filter, .search: overlay = .prompt(TextField(filter))
        case .palette: overlay = .menu(Menu(.palette))
        case .help: overlay = .menu(Menu(.help))
        case .jobMenu: overlay = .menu(Menu(.actions(.job)))
        case .queueMenu: overlay = .menu(Menu(.actions(.queue)))
        case .themes:
            var menu = Menu(.themes)
            let names = settings.themes.map(\.name)
            menu.cursor.move(to: names.firstIndex(of: theme.name) ?? 0, count: names.count)
            overlay = .menu(menu)
        case .sort:
            var menu = Menu(.sort)
            let row = sortColumns.firstIndex { $0.id == queues.sort } ?? 0
            if scope == .queues { menu.cursor.move(to: row, count: sortColumns.count) }
            overlay = .menu(menu)
        default: break
        }
    }

    /// Actions that change how something is shown.
    private mutating func look(_ action: Action) {
        let size = ScreenLayout(size).job.size
        switch action {
        case .findNext: jobView?.screen.moveToMatch(1, in: size)
        case .findPrevious: jobView?.screen.moveToMatch(-1, in: size)
        case .scrollLeft: scrollSideways(-1)
        case .scrollRight: scrollSideways(1)
        case .wrap: jobView?.screen.toggleWrap()
        case .previousPiece: jobView?.screen.movePiece(-1)
        case .nextPiece: jobView?.screen.movePiece(1)
        case .earlierAttempt: jobView?.screen.moveToAttempt(-1, in: size)
        case .laterAttempt: jobView?.screen.moveToAttempt(1, in: size)
        case .reverse: reverse()
        default: break
        }
    }

    private mutating func scrollSideways(_ steps: Int) {
        switch path.last {
        case nil: queues.sideways = min(max(0, queues.sideways + steps), QueueColumn.table.count - 2)
        case .queue(let screen):
            let columns = JobColumn.table(for: screen.list).count
            queueScreen?.sideways = min(max(0, screen.sideways + steps), columns - 2)
        case .job:
            let size = ScreenLayout(size).job.size
            jobView?.screen.move(.halfWidths(steps), in: size)
        case .log, .trash: break
        }
    }

    private mutating func reverse() {
        if let screen = queueScreen {
            queueScreen?.setOrder(screen.order == .newestFirst ? .oldestFirst : .newestFirst)
        } else {
            queues.isDescending.toggle()
            queues.arrange()
        }
    }

    private mutating func toggleFreeze() -> [Effect] {
        guard frozenAt != nil else {
            frozenAt = clock
            return []
        }
        frozenAt = nil
        return [.refresh]
    }
}

extension State {
    /// What `y` copies: the id of a job, the name of a queue, the latest message.
    var copyID: [UInt8]? {
        switch path.last {
        case nil: queues.current?.id.name
        case .queue(let screen): screen.current?.id.bytes
        case .job(let view): view.screen.copyID
        case .log: copyText
        case .trash: trashed?.id.bytes
        }
    }

    /// What `Y` copies: the text on the job's screen, the failure of a row, the message under the cursor.
    var copyText: [UInt8]? {
        switch path.last {
        case nil: queues.current.map { $0.latestFailure ?? $0.id.name }
        case .queue(let screen): screen.current.map { $0.failedReason.isEmpty ? $0.name : $0.failedReason }
        case .job(let view): view.screen.copyText
        case .log(let cursor):
            log.notices.indices.contains(cursor.index) ? Array(log.notices[cursor.index].text.utf8) : nil
        case .trash: trashed?.id.bytes
        }
    }

    private mutating func copy(_ bytes: [UInt8]?) -> [Effect] {
        guard let bytes else {
            say(.warning, "There is nothing to copy here.", isLogged: false)
            return []
        }
        say(.info, "Copied \(Format.bytes(bytes.count)).", isLogged: false)
        return [.copy(bytes)]
    }
}
