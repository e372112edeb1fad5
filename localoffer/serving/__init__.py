"""What a server of a built site needs: its context, its headers, its compression, its error log."""
