"""What a record's words say of ages, costs and needs: worked out by rule, and marked as such."""
