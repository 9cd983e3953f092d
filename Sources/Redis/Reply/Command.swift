/// A command: its name and arguments, as the bytes that go to the server.
public struct Command: Hashable, Sendable {
    /// The name, then the arguments.
    public var arguments: [[UInt8]]

    /// Creates a command of this name with these arguments.
    public init(_ name: String, arguments: [[UInt8]]) {
        self.arguments = [Array(name.utf8)] + arguments
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
}

extension Command {
    /// Appends the command in the protocol's form: an array of bulk strings.
    func encode(into output: inout [UInt8]) {
        output.append(UInt8(ascii: "*"))
        Self.encode(arguments.count, into: &output)
        for argument in arguments {
            output.append(UInt8(ascii: "$"))
            Self.encode(argument.count, into: &output)
            output += argument
            Self.endLine(&output)
        }
    }

    private static func encode(_ number: Int, into output: inout [UInt8]) {
        if number >= 10 { output += String(number / 10).utf8 }
        output.append(UInt8(ascii: "0") + UInt8(number % 10))
        endLine(&output)
    }

    private static func endLine(_ output: inout [UInt8]) {
        output.append(0x0D)
        output.append(0x0A)
    }
}
