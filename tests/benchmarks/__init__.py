"""What benchmarks are measured with."""
