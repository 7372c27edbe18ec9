"""A node of Conuco."""

import starter

starter.main()
