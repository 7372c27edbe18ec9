"""What `conuco fields backtest` reads, works out, writes and draws."""
