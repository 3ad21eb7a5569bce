"""Writes timer.css: the countdown's digits and bar, one class per limit and one per second gone (run it by hand)."""

from pathlib import Path

LONGEST = 300  # seconds; what is longer is drawn as if it were this long

HEAD = """/* Made by make_timer_css.py. The bar starts `at` seconds into `lim`; both come as classes, so no time is sent. */
@property --tick{syntax:"<integer>";inherits:true;initial-value:0}
@counter-style zero{system:cyclic;symbols:"0";suffix:""}
@counter-style nonneg{system:extends decimal;range:0 infinite;fallback:zero}
@keyframes tick{from{--tick:0}to{--tick:-600}}
@keyframes drain{from{transform:scaleX(1)}to{transform:scaleX(0)}}
.cd{list-style:none;margin:0;padding:0}
.cd li{animation:tick 600s steps(600,end) forwards}
.cd li::before{counter-increment:list-item var(--tick);content:counter(list-item,nonneg)}
@keyframes hurry{from,to{background:var(--wrong);color:var(--wrong)}}
@keyframes late{from,to{color:var(--wrong)}}
.timer{--last:calc(var(--lim,300s) - var(--at,0s) - 5s)}
.timebar{transform-origin:0 50%;animation:drain var(--lim,300s) linear calc(-1*var(--at,0s)) both,hurry 5s var(--last) forwards}
.cd{animation:late 5s var(--last) forwards}
[dir=rtl] .timebar{transform-origin:100% 50%}
.paused .cd,.paused .cd li{animation:none}
.paused .timebar{animation-play-state:paused}
"""


def rules() -> str:
    """All of the stylesheet."""
    limits = "".join(f".lim-{seconds}{{--lim:{seconds}s}}" for seconds in range(1, LONGEST + 1))
    starts = "".join(f".at-{seconds}{{--at:{seconds}s}}" for seconds in range(LONGEST + 1))
    return f"{HEAD}{limits}\n{starts}\n"


if __name__ == "__main__":
    (Path(__file__).parent / "timer.css").write_text(rules())
