import Canvas
import Queues

extension State {
    /// What the rows of the screen on top are filtered by, or its text is searched for.
    var filter: String { path.top.filter }

    /// Filters the screen on top, or searches it.
    mutating func setFilter(_ text: String) {
        let state = self
        path.top.setFilter(text, in: state)
    }

    /// The screen on top, where its filter can be looked for on the server.
    var searchableScreen: (any SearchableScreen)? { filter.isEmpty ? nil : path.top as? any SearchableScreen }

    /// Searches the list on the screen for its filter: all of it, not only the page.
    mutating func searchServer() {
        guard let screen = searchableScreen, let query = try? Query(Query.quoted(filter)) else { return }
        open(SearchScreen(query, queue: path.top.ownQueue, state: screen.searchedState))
    }

    /// Takes a key while a filter is typed: the arrows still move the rows.
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
