"""How the weight files were made; never imported by the package."""
