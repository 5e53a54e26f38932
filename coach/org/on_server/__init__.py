"""What trainers do where the organisation has a server: asked there, read without trust, told as from a file."""
