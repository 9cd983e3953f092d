public import Canvas
public import Dashboard

/// The built-in themes, and the reader of other ones.
public enum Themes {
    /// The names and files of the built-in themes, the default one first. A new theme needs a file and a line here.
    private static let files: [(name: String, source: [UInt8])] = [
        ("default", PackageResources.default_ini),
        ("dark", PackageResources.dark_ini),
        ("light", PackageResources.light_ini),
        ("high-contrast", PackageResources.high_contrast_ini),
        ("mono", PackageResources.mono_ini),
        ("deuteranopia-safe", PackageResources.deuteranopia_safe_ini),
        ("tritanopia-safe", PackageResources.tritanopia_safe_ini),
        ("nord", PackageResources.nord_ini),
        ("gruvbox-dark", PackageResources.gruvbox_dark_ini),
        ("gruvbox-light", PackageResources.gruvbox_light_ini),
        ("catppuccin-mocha", PackageResources.catppuccin_mocha_ini),
        ("catppuccin-latte", PackageResources.catppuccin_latte_ini),
        ("solarized-dark", PackageResources.solarized_dark_ini),
        ("solarized-light", PackageResources.solarized_light_ini),
    ]

    /// The names of the built-in themes, the default one first. They are known before any of them is read.
    public static var names: [String] { files.map(\.name) }

    /// The built-in themes, the default one first.
    public static let all: [Theme] = files.map { builtIn($0.source, $0.name) }

    /// The theme for terminals of any background.
    public static var standard: Theme { all.first ?? Theme(name: "default", styles: [:]) }

    /// Returns the file of a built-in theme, as a start for a new one; nil if there is no theme of this name.
    public static func source(of name: String) -> [UInt8]? {
        files.first { $0.name == name }?.source
    }

    /// Returns a style in the form of a theme file: `foreground on background`, and attributes.
    public static func style(_ text: String) throws(ThemeError.Problem) -> Style { try StyleWords.style(text) }

    /// Returns the theme of a file, which is a patch over the default theme, so that a role that it does not know yet
    /// still has a style. `name` is used where the file has none of its own.
    public static func parse(_ bytes: [UInt8], name: String) throws(ThemeError) -> Theme {
        try parse(bytes, name: name, over: defaultStyles)
    }

    static func parse(
        _ bytes: [UInt8], name: String, over base: [ThemeRole: Style]
    ) throws(ThemeError) -> Theme {
        let file = try ThemeFile(bytes, name: name, over: base)
        return Theme(name: file.name, reason: file.reason, styles: file.styles)
    }

    private static let defaultStyles: [ThemeRole: Style] = {
        let theme = try? parse(PackageResources.default_ini, name: "default", over: [:])
        return Dictionary(uniqueKeysWithValues: ThemeRole.allCases.map { ($0, theme?[$0] ?? Style()) })
    }()

    /// Returns the theme of a built-in file. Tests check that these files are valid.
    private static func builtIn(_ bytes: [UInt8], _ name: String) -> Theme {
        (try? parse(bytes, name: name)) ?? Theme(name: name, styles: defaultStyles)
    }
}
