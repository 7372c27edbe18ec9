"""The words of the console command `conuco`, one file each."""
