"""Where postcodes and towns lie, and how far apart: worked out here, asked of nobody."""
