extension Option {
    static let url = Option(
        name: "--url", value: "URL",
        summary: """
            The server: redis://[user[:password]@]host[:port][/db], rediss:// for TLS, \
            redis-sentinel://host[,host]/master[/db], or unix:///path[?db=n]. A node of a cluster leads to all of it. \
            Else $BULLTOP_URL, else $REDIS_URL, else localhost.
            """
    ) { invocation, word in invocation.url = word.text }

    static let askPassword = Option(
        name: "--askpass", summary: "Ask for the password on the terminal. Else the URL's, else $BULLTOP_PASSWORD_FILE."
    ) { invocation, _ in invocation.asksPassword = true }

    static let prefix = Option(
        name: "--prefix", value: "NAME", summary: "The prefix of the queues' keys; may be repeated (bull)."
    ) { invocation, word throws(UsageError) in
        guard !word.bytes.isEmpty else { throw .badValue("--prefix", "", allowed: "a prefix, such as bull") }
        invocation.prefixes.append(word.bytes)
    }

    static let queue = Option(
        name: "--queue", value: "NAME",
        summary: "Open this queue without a search through all keys, as where SCAN is not permitted; may be repeated."
    ) { invocation, word throws(UsageError) in
        guard !word.bytes.isEmpty else { throw .badValue("--queue", "", allowed: "a queue's name") }
        invocation.queues.append(word.bytes)
    }

    static let readOnly = Option(
        name: "--read-only", summary: "Refuse every change of the server."
    ) { invocation, _ in invocation.isReadOnly = true }

    static let production = Option(
        name: "--production",
        summary: """
            Mark the connection as production: the header says so, and a change of many jobs asks for the queue's name. \
            Else $BULLTOP_PRODUCTION.
            """
    ) { invocation, _ in invocation.isProduction = true }

    static let label = Option(
        name: "--label", value: "TEXT", summary: "The name of the connection in the header and in questions."
    ) { invocation, word throws(UsageError) in
        guard !word.bytes.isEmpty else { throw .badValue("--label", "", allowed: "a name, such as staging") }
        invocation.label = word.text
    }

    static let ascii = Option(
        name: "--ascii", summary: "Draw with ASCII even if the locale is UTF-8."
    ) { invocation, _ in invocation.isASCII = true }

    static let utc = Option(
        name: "--utc", summary: "Show times in UTC, not in the time zone of TZ or of the system."
    ) { invocation, _ in invocation.isUTC = true }

    static let version = Option(name: "--version", summary: "Show the version and exit.") { invocation, _ in
        invocation.information = .version
    }

    static let manual = Option(name: "--man", summary: "Print the manual page, for make install.") { invocation, _ in
        invocation.parameters.wantsManual = true
    }

    static let help = Option(name: "--help", short: "-h", summary: "Show help and exit.") { invocation, _ in
        invocation.information = .help
    }
}
