import Foundation
import TestSupport
import Testing

/// The sections `[command NAME]` of configuration files, as a process reads them.
@Suite struct CommandSectionTests {
    /// Checks the sections of commands: what is wrong in them, and that their arguments, which may be secret, are not shown.
    @Test(
        arguments: [
            ("run = sh -c x\nkey = o", 0, nil), ("key = o", 2, ":2: [command a] has no run"),
            ("run = x\nkey = Hyper", 2, ":3: key: 'Hyper' is no key; give a character"),
            ("run = 'x", 2, ":2: run: ''x' is not allowed; give a program with its arguments"),
            ("run = x\nscope = all", 2, ":3: scope: 'all' is not allowed; give job or queue"),
            ("run = x\nbackground = often", 2, ":3: background: 'often' is not allowed; give true or false"),
            ("run = x\nread-only = true", 0, ":3: unknown key 'read-only'; did you mean 'reads-only'? (warning)"),
            ("run = x\nkey = r", 0, "[keys] 'r' is 'a' now, and not 'retry' (queue, job"),
            (
                "run = x\nkey = o\n[keys]\npromote = o", 2,
                ":2: [command a] 'o' is also 'promote'; give one of them another"
            ),
            ("run = x\n[command retry]\nrun = y", 2, ":4: [command retry] there is an action ':retry' already"),
        ] as [(String, Int32, String?)]) func commandsAreChecked(_ text: String, _ status: Int32, _ words: String?)
        throws
    {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try "[command a]\n\(text)\n".write(toFile: directory + "/config", atomically: true, encoding: .utf8)
        let environment = ["BULLTOP_CONFIG": directory + "/config"]
        let result = try Program.run(["config", "check"], environment: environment)
        #expect(
            result.status == status && (result.output + result.errors).contains(words ?? "nothing is wrong"),
            "\(result)")
        guard words == nil else { return }
        let whole = try Program.run(["--print-config"], environment: environment)
        #expect(whole.output.contains("[command a]\nrun = sh ***") && whole.output.contains("\nkey = o"), "\(whole)")
    }
}
