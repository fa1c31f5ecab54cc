"""`python -m kimxi_cli`: the same as `kimxi`."""

import sys

from kimxi_cli.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
