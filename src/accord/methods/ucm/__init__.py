"""The unobserved components model: a latent score from many imperfect sources."""
