internal import CCctz
internal import CHiredis
internal import CLinux
internal import CNcurses
internal import COpenSSL
internal import CPcre2

/// The version, commit and libraries of the program.
enum BuiltFrom {
    /// The version of the program.
    static let version = "0.2.0"

    /// The commit; nil where it was not known at the build.
    static var commit: String? {
        let commit = String(cString: linux_commit())
        return commit.isEmpty ? nil : commit
    }

    /// The linked libraries, each with its version.
    static var libraries: [String] {
        var pcre2 = [CChar](repeating: 0, count: 24)
        cp_version(&pcre2)
        let openSSL = String(cString: OpenSSL_version(OPENSSL_VERSION)).split(separator: " ").prefix(2)
        return [
            String(cString: curses_version()), "hiredis \(HIREDIS_MAJOR).\(HIREDIS_MINOR).\(HIREDIS_PATCH)",
            openSSL.joined(separator: " "),
            "PCRE2 " + String(decoding: pcre2.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self),
            "Abseil \(cctz_release())",
        ]
    }

    /// The text of `--version`.
    static var text: String {
        "bulltop \(version)\n" + "commit \(commit ?? "unknown")\n" + libraries.joined(separator: ", ") + "\n"
    }
}
