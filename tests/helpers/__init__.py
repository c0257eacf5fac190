"""What tests share: the program as a process, terminals, shells, packs."""
