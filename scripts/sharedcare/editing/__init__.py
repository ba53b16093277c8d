"""Small edits of a file's text: by the places of its values, so that no other line changes and every comment stays."""
