"""From reading to acting: letters, a script for the phone, a request for records and its appeal, filled from the record.

Order + KnowledgeBase + day -> Paper. Nothing is sent and nothing is kept: a paper is text, for the person to change and to send.
"""
