"""stub"""

from designer.exchange.board import Board


def settled(board: Board) -> Board:
    return board
