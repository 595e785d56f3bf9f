"""Answers become JSON over HTTP: the same answers, by the same names, as pages and commands give."""
