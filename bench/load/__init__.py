"""The load: as many people with browsers as a room holds, in one process, and a bare server to set beside ours."""
