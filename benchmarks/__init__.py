"""The figures of README's performance table: `python -m benchmarks`."""
