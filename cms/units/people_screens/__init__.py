"""Screens of people: the list, a person's own screen, and a form for each act on people."""
