"""What people do: each action checks the policy, changes rows and records the audit line; the edge commits."""
