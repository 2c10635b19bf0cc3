"""`python -m corina.engine` reads one job from standard input."""

from __future__ import annotations

import sys

from corina.engine.run import main

sys.exit(main())
