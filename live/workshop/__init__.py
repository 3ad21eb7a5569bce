"""The child processes in which teachers' texts are drawn and pictures decoded, and what this process knows of them."""
