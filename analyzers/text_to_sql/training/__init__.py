"""Trains the models that questions are estimated and answered with; scikit-learn is needed here and nowhere else."""
