"""What a browser is told to allow: this site's own style, script and index, and nothing from anywhere else."""

from __future__ import annotations

CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""The content security policy that stands in every page; data in a page (JSON-LD) is no script and is not run."""
HEADERS = f"""/*
  Content-Security-Policy: {CONTENT}; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Permissions-Policy: camera=(), geolocation=(), interest-cohort=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin
"""
"""The same and more as a `_headers` file, which many static hosts read; elsewhere the operator sets them in the server."""
