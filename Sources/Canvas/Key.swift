/// A key of the keyboard, decoded from the terminal's bytes.
public enum Key: Hashable, Sendable {
    /// A printable character, as it arrived, with Shift applied.
    case character(Character)
    /// Ctrl with a letter, given in lower case.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// A function key, from 1 on.
    case function(Int)
}

/// Input from the terminal.
public enum Input: Hashable, Sendable {
    /// One key.
    case key(Key)
    /// Pasted text, which never acts as keys.
    case paste(String)
    /// The new size of the screen.
    case resize(Size)
    /// The mouse was used in this cell.
    case mouse(MouseAction, Point)
    /// The terminal got the focus, or lost it to another window.
    case focus(Bool)
}

/// What the mouse does.
public enum MouseAction: Hashable, Sendable {
    /// Its left button was pressed.
    case press
    case wheelUp, wheelDown
}
