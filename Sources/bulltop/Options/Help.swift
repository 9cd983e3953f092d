/// What `--help` and `--version` print.
enum Help {
    static let version = "0.1.0"

    static var text: String {
        let options = Option.table.map { option in
            let name = [option.short, option.name].compactMap { $0 }.joined(separator: ", ")
            return lines(name + (option.value.map { " \($0)" } ?? ""), option.summary)
        }
        return """
            bulltop: see every BullMQ queue live, open a failed job, retry or remove it by key.

            Usage: bulltop [OPTION]...         watch the queues of a server
                   bulltop demo [OPTION]...    watch a made-up system on a private server

            Options:
            \(options.joined())
            Environment:
            \(lines("BULLTOP_URL", ["The server, where --url is absent."]))\
            \(lines("REDIS_URL", ["The server, where BULLTOP_URL is absent too."]))\
            \(lines("REDISCLI_AUTH", ["The password, where the URL has none."]))\
            \(lines("NO_COLOR", ["No colours, if it is not empty."]))
            Exit status: 0 done, 1 failed, 2 wrong usage or no terminal, 3 no connection
            (--once), 128 and its number after a signal.

            """
    }

    private static func lines(_ name: String, _ summary: [String]) -> String {
        let width = 22
        let pad = String(repeating: " ", count: max(2, width - name.count))
        let indent = "\n" + String(repeating: " ", count: width + 2)
        return "  " + name + pad + summary.joined(separator: indent) + "\n"
    }
}
