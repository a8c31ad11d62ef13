/** Tests the Python package in python/: `npm run test:python [-- pytest options]`. Needs Python 3.10 or newer, and PyPI: without them it says so and exits with 77. */
import { runPythonTests } from './python-tests.mjs';

runPythonTests('python', 'the tests of the Python package');
