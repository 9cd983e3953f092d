internal import Glibc

exit(Program(arguments: Array(CommandLine.arguments.dropFirst()), environment: Environment()).run().code)
