"""One server and what stands around it: guards, the lean handler, static files, addresses."""
