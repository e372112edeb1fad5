"""What a council's Local Offer still lacks, in the order that helps families most."""
