import Canvas
import Queues

extension State {
    /// Takes all input that was read from the terminal at once.
    mutating func take(_ inputs: [Input]) -> [Effect] {
        var effects: [Effect] = []
        for input in inputs {
            switch input {
            case .resize(let size): self.size = size
            case .paste(let text):
                isInterrupted = false
                paste(text)
            case .key(let key): effects += press(key)
            case .mouse(let action, let point): effects += take(action, at: point)
            case .focus(let hasFocus): effects += takeFocus(hasFocus)
            }
        }
        return effects
    }

    /// The open question; nil without one.
    var question: Question? { if case .question(let question) = overlay { question } else { nil } }

    private mutating func press(_ key: Key) -> [Effect] {
        notice = nil
        // These keys work wherever the cursor is; a character may belong to typed text.
        let action = key.isText && overlay != nil ? nil : settings.keys.action(of: key, in: scope)?.action
        if action == .interrupt { return interrupt() }
        isInterrupted = false
        // An editor must not open after the operator has gone on to something else.
        let wasWaiting = wanted != nil
        (wanted, awaitedRun) = (nil, nil)
        if action == .repaint { return [.repaint] }
        if action == .suspend { return [.suspend] }
        if key == .escape, wasWaiting { return [] }
        // On a screen that is too small to read, keys have no effect.
        guard ScreenLayout.isLegible(size) else { return action == .back ? [.quit] : [] }
        switch overlay {
        case .question(let question): return answer(question, with: key)
        case .menu(let menu): return press(key, in: menu)
        case .prompt(let field): return press(key, in: field)
        case .form(let form): return press(key, in: form)
        case nil: return pressOnScreen(key)
        }
    }

    private mutating func pressOnScreen(_ key: Key) -> [Effect] {
        if searchableScreen != nil, settings.keys.has(key, .searchServer, in: scope) { return run(.searchServer) }
        guard let entry = settings.keys.action(of: key, in: scope) else {
            say(.info, "\(key.name) does nothing here; \(keys[.help]) lists the keys.", isLogged: false)
            return []
        }
        return run(entry.action)
    }

    /// Performs an action, or shows why it cannot act.
    mutating func run(_ action: Action) -> [Effect] {
        guard let entry = action.entry else { return [] }
        if let reason = entry.reason(in: self) {
            say(.warning, reason, isLogged: false)
            return []
        }
        return perform(action)
    }

    /// Cancels one step of what is open, searched or under way. Directly after another Ctrl-C, with no key between
    /// them, it quits: two in a row always quit, whatever is open and whatever hangs.
    mutating func interrupt() -> [Effect] {
        guard !isInterrupted else { return [.quit] }
        isInterrupted = true
        if overlay != nil {
            closeOverlay()
        } else if wanted != nil {
            wanted = nil
        } else if !runs.isEmpty {
            return stopRuns()
        } else if !exports.isEmpty {
            say(.info, "Stopping. \(keys[.interrupt]) again quits at once.", isLogged: false)
            return [.stop]
        }
        say(.info, "Press \(keys[.interrupt]) again to quit.", isLogged: false)
        return []
    }

    /// Closes the overlay, and undoes what it has tried out.
    mutating func closeOverlay() {
        if case .prompt = overlay { setFilter("") }
        overlay = nil
    }

    /// Inserts pasted text where text is typed. It never acts as keys.
    private mutating func paste(_ text: String) {
        switch overlay {
        case .prompt(var field):
            field.insert(text)
            overlay = .prompt(field)
            setFilter(field.text)
        case .menu(var menu) where menu.isTyping:
            menu.type { $0.insert(text) }
            overlay = .menu(menu)
        case .form(let form): change(form) { $0.paste(text) }
        case .question(var question):
            guard case .name = question.caution, question.isRead(at: clock) else { fallthrough }
            question.field.insert(text)
            overlay = .question(question)
        case .menu, nil:
            say(.info, "Pasted text is taken only where text is typed.", isLogged: false)
        }
    }
}
