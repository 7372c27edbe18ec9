"""What `conuco backtest` reads, works out, writes and draws."""
