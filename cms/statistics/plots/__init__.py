"""Plots drawn on the server as SVG, readable without colour and without a mouse."""
