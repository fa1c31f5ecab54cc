"""What kimxi's speed is measured with. Not part of the package."""
