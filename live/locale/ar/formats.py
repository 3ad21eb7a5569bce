"""How Arabic dates and times are written; Django has no DATETIME_FORMAT for it, so the American order would stand."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "j F Y، g:i A"
