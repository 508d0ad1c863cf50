"""Questions asked by people who may not see everything: answered offline, over what they may see and nothing else."""
