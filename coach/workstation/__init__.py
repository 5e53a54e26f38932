"""The computer itself, and the few settings of it that the coach changes when asked, and can take back."""
