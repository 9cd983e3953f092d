internal import Glibc

exit(Program(arguments: Argument.ofProcess, environment: Environment()).run().code)
