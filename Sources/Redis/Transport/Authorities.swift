#if canImport(Glibc)
    import Glibc
#endif

/// The places with certificates of the authorities that may have signed a server's certificate.
struct Authorities: Hashable {
    /// Files of certificates (PEM).
    var files: [String] = []
    /// Directories of certificates with hashed names.
    var directories: [String] = []

    /// All files and directories.
    var searched: [String] { files + directories }

    /// The files in which systems keep a bundle. The first that exists is used, since a static binary runs on all of
    /// them. In this order: Debian, Ubuntu, Alpine, Arch and Gentoo; RHEL and Fedora, older and newer; SUSE; Alpine,
    /// FreeBSD, OpenBSD and macOS; FreeBSD's ports; NetBSD's packages.
    static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
        "/usr/local/share/certs/ca-root-nss.crt", "/usr/local/etc/ssl/cert.pem",
        "/etc/openssl/certs/ca-certificates.crt",
    ]
    /// The directories in which systems keep certificates with hashed names, used where there is no bundle.
    static let systemDirectories = ["/etc/ssl/certs", "/etc/pki/tls/certs", "/etc/openssl/certs", "/usr/share/certs"]

    /// Returns the authorities in the settings; else those in `SSL_CERT_FILE` and `SSL_CERT_DIR`; else the system's.
    /// Throws where a named file or directory cannot be read; of those in `SSL_CERT_DIR`, one suffices.
    static func chosen(
        _ settings: TLSSettings, environment: (String) -> String? = variable
    ) throws(RedisError) -> Authorities {
        var named = Authorities()
        named.files += [settings.authorityFile].compactMap(\.self)
        named.directories += [settings.authorityDirectory].compactMap(\.self)
        if named.searched.isEmpty {
            named.files += [environment("SSL_CERT_FILE")].compactMap(\.self)
            // The variable may list several directories, as PATH does. Those that are missing matter only where there is
            // nothing else, as for OpenSSL.
            let listed = environment("SSL_CERT_DIR")?.split(separator: ":").map(String.init) ?? []
            let found = listed.filter { access($0, R_OK) == 0 }
            named.directories += found.isEmpty && named.files.isEmpty ? listed : found
        }
        guard named.searched.isEmpty else {
            for path in named.searched where access(path, R_OK) != 0 {
                throw .tls(.file(path, systemWords(errno)))
            }
            return named
        }
        if let bundle = systemFiles.first(where: { access($0, R_OK) == 0 }) { return Authorities(files: [bundle]) }
        return Authorities(directories: systemDirectories.filter { access($0, R_OK) == 0 })
    }

    /// The places for an error about an unknown authority: those that were searched, or all candidates where there were
    /// none.
    var places: [String] { searched.isEmpty ? Self.systemFiles + Self.systemDirectories : searched }

    /// The first directory, where there are directories alone that are not the system's, and none of them has a
    /// certificate by the hash of its name (`5ed36f99.0`); else nil.
    var unhashed: String? {
        guard files.isEmpty, let first = directories.first, !Self.systemDirectories.contains(first) else { return nil }
        return directories.contains(where: Self.hasHashedNames) ? nil : first
    }

    private static func hasHashedNames(_ path: String) -> Bool {
        guard let directory = opendir(path) else { return false }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let hash = name.prefix(8)
            if name.count > 9, name[8] == UInt8(ascii: "."), (0x30...0x39).contains(name[9]),
                hash.allSatisfy(isHexadecimal)
            {
                return true
            }
        }
        return false
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
