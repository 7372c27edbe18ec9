"""Who is at the page: sign-in, sessions, devices, and what each role may do."""
