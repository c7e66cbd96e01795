"""A node through which authorities ask each other, hit or no hit, without handing over lists."""
