internal import CInih
internal import Canvas
public import Dashboard

/// The themes that come with bulltop, and the reader of those that do not.
public enum Themes {
    /// The built-in themes' names and files, the default one first. A new theme is a file, and its line here.
    private static let files: [(name: String, source: [UInt8])] = [
        ("default", PackageResources.default_ini),
        ("dark", PackageResources.dark_ini),
        ("light", PackageResources.light_ini),
        ("high-contrast", PackageResources.high_contrast_ini),
        ("mono", PackageResources.mono_ini),
    ]

    /// The built-in themes, the default one first.
    public static let all: [Theme] = files.map { builtIn($0.source, $0.name) }

    /// The theme for terminals of any background.
    public static var standard: Theme { all.first ?? Theme(name: "default", styles: [:]) }

    /// Returns the file of a built-in theme, as a start for a new one; nil if there is no theme of this name.
    public static func source(of name: String) -> [UInt8]? {
        files.first { $0.name == name }?.source
    }

    /// Reads a theme file: a patch over the default theme, so that a role it does not know yet still has a style.
    /// `name` is used where the file has none of its own.
    public static func parse(_ bytes: [UInt8], name: String) throws(ThemeError) -> Theme {
        try parse(bytes, name: name, over: defaultStyles)
    }

    static func parse(
        _ bytes: [UInt8], name: String, over base: [ThemeRole: Style]
    ) throws(ThemeError) -> Theme {
        var file = ThemeFile(name: name, styles: base)
        let line = withUnsafeMutablePointer(to: &file) { file in
            bytes.withUnsafeBytes { bytes in
                ci_parse(bytes.baseAddress, bytes.count, takeEntry, file)
            }
        }
        if let error = file.error, error.line == line { throw error }
        guard line == 0 else { throw ThemeError(line: Int(line), problem: .notReadable) }
        return Theme(name: file.name, styles: file.styles)
    }

    private static let defaultStyles: [ThemeRole: Style] = {
        let theme = try? parse(PackageResources.default_ini, name: "default", over: [:])
        return Dictionary(uniqueKeysWithValues: ThemeRole.allCases.map { ($0, theme?[$0] ?? Style()) })
    }()

    /// Built-in files are tested to be themes.
    private static func builtIn(_ bytes: [UInt8], _ name: String) -> Theme {
        (try? parse(bytes, name: name)) ?? Theme(name: name, styles: defaultStyles)
    }
}

/// Takes one entry of the file; the signature is inih's.
private func takeEntry(
    _ context: UnsafeMutableRawPointer?, _ section: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?,
    _ value: UnsafePointer<CChar>?, _ line: Int32
) -> Int32 {
    guard let context, let section, let name, let value else { return 0 }
    let file = context.assumingMemoryBound(to: ThemeFile.self)
    file.pointee.take(
        section: String(cString: section), name: String(cString: name), value: String(cString: value), line: Int(line))
    return file.pointee.error == nil ? 1 : 0
}
