"""Where attempts are kept: in the person's own data folder."""

from designer.home import data_folder

__all__ = ["data_folder"]
