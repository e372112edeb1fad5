"""Open Referral feeds, versions 1 to 3 and Outpost's pages: services in, Markdown files out."""
