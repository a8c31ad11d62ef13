"""The script for spark-submit."""

import sys

from papergraph_spark.job import main

sys.exit(main())
