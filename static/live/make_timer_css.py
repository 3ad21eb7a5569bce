"""Writes timer.css: all that has a rule for each number. (Run it by hand.)

The countdown, a class per limit and one per second gone; how far a row of the standings has come; how
large the screen may write; one's own choices.
"""

from pathlib import Path

LONGEST = 300  # seconds; what is longer is drawn as if it were this long
CHOICES = RANKS = 10
SIZES = (0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4, 2.8, 3.2)  # live/rendering/fit.py's

HEAD = """/* Made by make_timer_css.py. The bar starts `at` seconds into `lim`; both are classes: no time is sent. */
@property --tick{syntax:"<integer>";inherits:true;initial-value:0}
@counter-style zero{system:cyclic;symbols:"0";suffix:""}
@counter-style nonneg{system:extends decimal;range:0 infinite;fallback:zero}
@keyframes tick{from{--tick:0}to{--tick:-600}}
@keyframes kick{from{--kick:1;visibility:hidden}to{--kick:0;visibility:visible}}
@keyframes drain{from{transform:scaleX(1)}to{transform:scaleX(0)}}
.cd{list-style:none;margin:0;padding:0}
/* Chromium 156 takes the value of a new <li> for 1 until its counter changes: it is kicked once, unseen. */
.cd li{animation:tick 600s steps(600,end) forwards,kick .1s steps(1,end)}
.cd li::before{counter-increment:list-item calc(var(--tick) + var(--kick,0));content:counter(list-item,nonneg)}
@keyframes hurry{from,to{background:var(--wrong);color:var(--wrong)}}
@keyframes late{from,to{color:var(--wrong)}}
.timer{--last:calc(var(--lim,300s) - var(--at,0s) - 5s)}
.timebar{transform-origin:0 50%;animation:drain var(--lim,300s) linear calc(-1*var(--at,0s)) both,
 hurry 5s var(--last) forwards}
.cd{animation:late 5s var(--last) forwards}
.timebar:dir(rtl){transform-origin:100% 50%}
.paused .cd{animation:none}
.paused .cd li{animation:kick .1s steps(1,end)}
.paused .timebar{animation-play-state:paused}
"""


def rules() -> str:
    """All of the stylesheet."""
    limits = "".join(f".lim-{seconds}{{--lim:{seconds}s}}" for seconds in range(1, LONGEST + 1))
    starts = "".join(f".at-{seconds}{{--at:{seconds}s}}" for seconds in range(LONGEST + 1))
    ways = "".join(f".up-{rows}{{--by:{rows}}}.down-{rows}{{--by:-{rows}}}" for rows in range(1, RANKS + 1))
    sizes = "".join(f".fit-{number}{{--fit:{size}}}" for number, size in enumerate(SIZES, 1))
    return f"{HEAD}{limits}\n{starts}\n{ways}\n{sizes}\n{_marks()}"


def _marks() -> str:
    """What somebody has chosen, on their own page: `#mine` names it, and the shared stage is marked."""
    own = ",".join(f"main:has(.mine-{number}) .opt-{number}" for number in range(1, CHOICES + 1))
    look = "border-color:var(--go);background:var(--tint);box-shadow:inset 0 0 0 2px var(--go)"
    forced = "@media (forced-colors:active){.opt:has(:checked)," + own + "{border:6px double Highlight}}"
    return f"@layer view{{.opt:has(:checked),{own}{{{look}}}\n{forced}}}\n"


if __name__ == "__main__":
    (Path(__file__).parent / "timer.css").write_text(rules())
