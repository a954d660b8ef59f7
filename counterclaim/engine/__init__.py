"""Where the two pure functions run: in a loop, in processes, or on a Ray cluster; the same results in the same order.

`engines` runs any function over inputs; `coding` cuts reports into parts and codes them; `parts` keeps what was coded.
"""

from counterclaim.engine.engines import ENGINES, SERIAL, Engine, Serial, engine_named
from counterclaim.engine.lost import Lost

__all__ = ["ENGINES", "SERIAL", "Engine", "Lost", "Serial", "engine_named"]
