"""The program that an add-on of the browser or mail program starts, asks, and lets go: native messaging."""
