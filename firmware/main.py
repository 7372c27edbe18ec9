"""A node of Conuco."""

from node import wake

wake.main()
