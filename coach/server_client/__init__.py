"""The organisation's server as a desk asks it: where it is, what proves who asks, and the way there."""
