internal import Glibc

exit(Program(arguments: Argument.takeFromProcess(), environment: Environment()).run().code)
