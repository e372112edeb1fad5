"""What a server of a built site needs: its context, its headers, its log of errors."""
