"""Floor 3: who takes part. Users (an e-mail address is the login), roles, private contact points."""
