import Canvas

extension State {
    /// The filter of the screen on top, or its search.
    var filter: String {
        switch path.last {
        case nil: queues.filter
        case .queue(let screen): screen.filter
        case .job(let view): view.screen.query ?? ""
        case .log, .trash: ""
        }
    }

    /// Filters the screen on top, or searches it.
    mutating func setFilter(_ text: String) {
        switch path.last {
        case nil:
            queues.filter = text
            queues.arrange()
        case .queue: queueScreen?.setFilter(text)
        case .job:
            let size = ScreenLayout(size).job.size
            jobView?.screen.search(text.isEmpty ? nil : text, in: size)
        case .log, .trash: break
        }
    }

    /// A key while a filter is typed: the arrows still move the rows.
    mutating func press(_ key: Key, in field: TextField) -> [Effect] {
        var field = field
        switch key {
        case .enter: overlay = nil
        case .escape: closeOverlay()
        case .backspace where field.text.isEmpty: closeOverlay()
        case .up, .down, .pageUp, .pageDown:
            guard let action = Action.bound(to: key, in: scope)?.action else { return [] }
            return perform(action)
        default:
            guard field.edit(key) else { return [] }
            overlay = .prompt(field)
            setFilter(field.text)
        }
        return []
    }
}
