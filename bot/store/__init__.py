"""What is kept: releases, refreshes, the audit, each server's settings. The way of a question never comes here."""
