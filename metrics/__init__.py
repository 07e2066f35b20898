"""One typed function per question, each beside its SQL file; pages and evaluation read both."""
