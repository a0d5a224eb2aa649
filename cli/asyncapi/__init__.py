"""What an OPD that connects may say and hears, as an AsyncAPI document made from the code."""
