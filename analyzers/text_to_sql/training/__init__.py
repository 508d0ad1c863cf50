"""Makes the weights that are shipped; needs scikit-learn, which running does not."""
