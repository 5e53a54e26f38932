"""What trainers and human resources do where the organisation has a server: asked there, not in this desk's file."""
