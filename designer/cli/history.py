"""`designer history`."""

import argparse
from datetime import UTC, datetime

from designer.cli.output import complain, put_json, put_out
from designer.data_folder import data_folder
from designer.errors import Problems


def run(options: argparse.Namespace) -> int:
    """Tell the attempts, the scores by competency and what is due; what is damaged goes to standard error."""
    from designer.history.overview import look_back
    from designer.report.history.data import history_data
    from designer.report.history.text import history_text

    found = look_back(data_folder(), datetime.now(UTC))
    if found.damaged:
        complain(str(Problems(found.damaged)))
    if options.format == "json":
        return put_json(history_data(found))
    put_out(history_text(found))
    return 0
