/// A command: its name and arguments, as the bytes that are sent to the server.
public struct Command: Hashable, Sendable {
    /// The name and the arguments in the protocol's form, as bulk strings: most commands are written once and sent.
    private var encoded: [UInt8] = []
    private var count = 0

    /// Creates a command of this name with these arguments.
    public init(_ name: String, arguments: [[UInt8]]) {
        // A length takes a few bytes more.
        encoded.reserveCapacity(arguments.reduce(name.utf8.count + 8) { $0 + $1.count + 8 })
        append(name.utf8)
        for argument in arguments { append(argument) }
    }

    /// Creates a command of this name with these arguments.
    public init(_ name: String, _ arguments: [UInt8]...) {
        self.init(name, arguments: arguments)
    }

    /// Creates a command whose arguments are text.
    @_disfavoredOverload
    public init(_ name: String, _ arguments: String...) {
        self.init(name, arguments: arguments.map { Array($0.utf8) })
    }

    /// Creates a command on a key, followed by text.
    public init(_ name: String, key: [UInt8], _ arguments: [String]) {
        encoded.reserveCapacity(arguments.reduce(name.utf8.count + key.count + 16) { $0 + $1.utf8.count + 8 })
        append(name.utf8)
        append(key)
        for argument in arguments { append(argument.utf8) }
    }

    /// Adds an argument.
    public mutating func append(_ argument: some Collection<UInt8>) {
        count += 1
        encoded.append(UInt8(ascii: "$"))
        Self.encode(argument.count, into: &encoded)
        encoded += argument
        Self.endLine(&encoded)
    }

    /// The name and the arguments, computed at each call.
    public var arguments: [[UInt8]] {
        var position = 0
        return (0..<count).map { _ in
            var length = 0
            position += 1
            while encoded[position] != 0x0D {
                length = 10 * length + Int(encoded[position] - 0x30)
                position += 1
            }
            defer { position += 2 + length + 2 }
            return Array(encoded[(position + 2)..<(position + 2 + length)])
        }
    }
}

extension Command {
    /// The maximum number of bytes of the command in the protocol's form.
    var encodedCount: Int { encoded.count + 16 }

    /// Appends the command in the protocol's form: an array of bulk strings.
    func encode(into output: inout [UInt8]) {
        output.append(UInt8(ascii: "*"))
        Self.encode(count, into: &output)
        output += encoded
    }

    private static func encode(_ number: Int, into output: inout [UInt8]) {
        if number >= 100 {
            output += String(number).utf8
        } else {
            if number >= 10 { output.append(UInt8(ascii: "0") + UInt8(number / 10)) }
            output.append(UInt8(ascii: "0") + UInt8(number % 10))
        }
        endLine(&output)
    }

    private static func endLine(_ output: inout [UInt8]) {
        output.append(0x0D)
        output.append(0x0A)
    }
}
