"""A configuration that is right, in two parts."""

SECRET = 'secret_key = "0123456789abcdef-secret"\n'
NEWSLETTER = """
[newsletters.early-tram]
name = "The Early Tram"
from = "The Early Tram <tram@news.example.org>"
postal_address = "1 Quay, Port Lorne"
"""
