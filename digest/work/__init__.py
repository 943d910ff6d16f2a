"""Workers: processes that answer calls, any number of them, on any machine that reaches the database and the relay."""
