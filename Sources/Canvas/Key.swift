/// A key as the terminal sent it, once decoded.
public enum Key: Hashable, Sendable {
    /// A printable character, shifted as it arrived.
    case character(Character)
    /// Ctrl with a letter, which is lower case here.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// A function key, from 1 on.
    case function(Int)
}

/// What comes from the terminal.
public enum Input: Hashable, Sendable {
    /// One key.
    case key(Key)
    /// Text that was pasted; it never acts as keys.
    case paste(String)
    /// The screen has this size now.
    case resize(Size)
}
