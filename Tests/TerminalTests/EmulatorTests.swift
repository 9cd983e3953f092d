import Foundation
import TestSupport
import Testing

/// Checks that a terminal emulator, pyte, shows the golden frames of the dashboard as they are, one drawn over the other,
/// whatever the type of the terminal.
@Suite struct EmulatorTests {
    /// What the emulator shows: the text of each row, and a letter for the look of each cell.
    private struct Picture: Decodable {
        let text: [String]
        let styles: [String]
    }

    /// A golden frame: the text of each row, and the style of each cell in words.
    private struct Golden {
        let name: String
        let text: [String]
        let styles: [[String]]

        init(_ file: URL) throws {
            name = file.lastPathComponent
            let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
            let middle = try #require(lines.firstIndex(of: "--styles"))
            text = lines[..<middle].map { String($0.dropFirst().dropLast()) }
            var words: [Character: String] = [".": "default"]
            for line in lines.dropFirst(2 * middle + 1) where line.dropFirst().hasPrefix(" = ") {
                if let letter = line.first { words[letter] = String(line.dropFirst(4)) }
            }
            styles = lines.dropFirst(middle + 1).prefix(middle).map { row in
                row.dropFirst().dropLast().map { words[$0] ?? "?" }
            }
        }
    }

    private static func goldenFiles() throws -> [URL] {
        let directory = URL(filePath: Scratch.packageRoot + "/Tests/DashboardTests/Golden")
        return try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasSuffix("120x40.txt") }.sorted { $0.path < $1.path }
    }

    /// Draws all frames in a terminal of this type, and returns what the emulator shows after each.
    private static func pictures(of files: [URL], type: String) throws -> [Picture] {
        let frames = files.map(\.path).joined(separator: ":")
        let pty = try Pty(term: type, environment: ["PROBE_FRAMES": frames], columns: 120, rows: 40)
        try pty.await("ready")
        for number in files.indices {
            pty.send("g")
            try pty.await("drawn", count: number + 1)
        }
        try pty.pump("the last frame") { pty.batches.count >= files.count + 2 }
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try Data(pty.output).write(to: URL(filePath: directory + "/output"))
        let script = URL(filePath: #filePath).deletingLastPathComponent().path + "/Python/emulate.py"
        let child = try Child(
            Scratch.packageRoot + "/.venv/pyte/bin/python",
            [script, "120", "40", #"\x1b[999m"#, directory + "/output"], output: directory + "/pictures",
            errors: directory + "/errors", environment: ["LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"])
        let status = child.wait()
        let errors = try String(contentsOfFile: directory + "/errors", encoding: .utf8)
        #expect(status == 0, "\(errors)")
        let lines = try String(contentsOfFile: directory + "/pictures", encoding: .utf8).split(separator: "\n")
        return try lines.dropFirst().map { try JSONDecoder().decode(Picture.self, from: Data($0.utf8)) }
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
    func showsEveryFrameAsItIs(type: String) throws {
        let files = try Self.goldenFiles()
        #expect(files.count > 50)
        let pictures = try Self.pictures(of: files, type: type)
        #expect(pictures.count == files.count)
        // The looks that the emulator gave each style.
        var looks: [String: Set<Character>] = [:]
        for (file, picture) in zip(files, pictures) {
            let golden = try Golden(file)
            #expect(picture.text == golden.text, "\(golden.name) on \(type)")
            for (y, row) in golden.styles.enumerated() {
                let shown = zip(Array(picture.styles[y]), Array(golden.text[y]))
                for (style, cell) in zip(row, shown) where cell.1 != " " && golden.text[y].allSatisfy(\.isASCII) {
                    looks[style, default: []].insert(cell.0)
                }
            }
        }
        #expect(looks.allSatisfy { $0.value.count == 1 }, "a style has one look")
        let hasPalette = type.hasSuffix("256color")
        let count = Set(looks.values).count
        #expect(hasPalette ? count == looks.count : count > 1, "styles that differ look different")
    }
}
