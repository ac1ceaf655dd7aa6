"""What leaves and enters: signed returns, sticks, spreadsheets, packs."""
