import Canvas
import Queues

extension State {
    /// The filter of the rows of the screen on top, or the text that is searched for.
    var filter: String { path.top.filter }

    /// Filters the screen on top, or searches it.
    mutating func setFilter(_ text: String) {
        let state = self
        path.top.setFilter(text, in: state)
    }

    /// The screen on top, where its filter can be searched for on the server.
    var searchableScreen: (any SearchableScreen)? { filter.isEmpty ? nil : path.top as? any SearchableScreen }

    /// Searches the whole list on the server for the filter, not only the part that was read.
    mutating func searchServer() { searchableScreen?.searchOfFilter().map { open($0) } }

    /// The keys that search the server for the filter. While it is typed, `Enter` must come first, as keys are its
    /// text.
    var keysToSearchFilter: String {
        if case .prompt = overlay { "Enter " + keys[.searchServer] } else { keys[.searchServer] }
    }

    /// The reason why there is nothing to search for; nil where there is.
    var reasonAgainstSearching: String? {
        guard let screen = searchableScreen else { return "There is no filter; :search QUERY searches." }
        return screen.searchOfFilter() == nil ? "The filter has no word that a job could have." : nil
    }

    /// Takes a key while a filter is typed. The arrows still move the rows.
    mutating func press(_ key: Key, in field: TextField) -> [Effect] {
        var field = field
        switch key {
        case .enter: overlay = nil
        case .escape: closeOverlay()
        case .backspace where field.text.isEmpty: closeOverlay()
        case .up, .down, .pageUp, .pageDown:
            guard let action = settings.keys.action(of: key, in: scope)?.action else { return [] }
            return perform(action)
        default:
            guard field.edit(key) else { return [] }
            overlay = .prompt(field)
            setFilter(field.text)
        }
        return []
    }
}
