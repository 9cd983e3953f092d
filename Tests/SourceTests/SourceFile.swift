import Foundation
import TestSupport

/// A file of the repository, for the tests that read sources.
struct SourceFile: Sendable {
    /// Its path from the directory that holds Package.swift.
    let path: String
    let lines: [String]

    /// Returns the files with one of these extensions in these directories, by path, without recorded data.
    static func all(in directories: [String], extensions: Set<String>) throws -> [SourceFile] {
        try directories.flatMap { directory in
            try FileManager.default.subpathsOfDirectory(atPath: Scratch.packageRoot + "/" + directory).sorted()
                .filter { extensions.contains(URL(filePath: $0).pathExtension) }
                .map { try SourceFile(path: directory + "/" + $0) }
        }
    }

    /// The Swift files of the product.
    static let product = (try? all(in: ["Sources", "themes"], extensions: ["swift"])) ?? []

    /// All code: the product, its tests and its benchmarks.
    static let code =
        (try? all(
            in: ["Sources", "Tests", "Benchmarks", "themes"], extensions: ["swift", "lua", "c", "h", "cpp", "py"]))
        ?? []

    /// Creates a file with these lines.
    init(path: String, lines: [String]) {
        self.path = path
        self.lines = lines
    }

    init(path: String) throws {
        self.path = path
        let text = try String(contentsOfFile: Scratch.packageRoot + "/" + path, encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Returns the place of a line as compilers print it. Indices count from 0.
    func place(_ index: Int) -> String { "\(path):\(index + 1)" }

    /// The words of the file without the marks of comments, so that a phrase may continue in the next line.
    var words: [Substring] {
        lines.flatMap { line in
            line.split(separator: " ").filter { !["///", "//", "--", "#"].contains($0) }
        }
    }

    /// Returns a line without its comment and without the content of its string literals.
    static func code(of line: String) -> String {
        var (code, isInString, isEscaped) = ("", false, false)
        for character in line {
            if isInString {
                if !isEscaped, character == "\"" { isInString = false }
                isEscaped = character == "\\" && !isEscaped
            } else {
                if character == "/", code.last == "/" { return String(code.dropLast()) }
                code.append(character)
                isInString = character == "\""
            }
        }
        return code
    }
}
